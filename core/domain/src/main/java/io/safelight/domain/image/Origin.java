package io.safelight.domain.image;

import io.safelight.domain.identity.PrincipalId;
import io.safelight.domain.identity.TenantId;

/** Whose image it is, who sent it, and through which door. */
public record Origin(TenantId tenant, PrincipalId principal, Source source) {}
