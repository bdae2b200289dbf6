package io.safelight.ports.query;

import io.safelight.domain.identity.Principal;

/** Who asks what, and in which form the answer should come. */
public record SqlQuestion(Principal principal, String sql, ResultFormat format) {}
