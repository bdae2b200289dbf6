package io.safelight.domain.image;

import io.safelight.domain.identity.PrincipalId;
import io.safelight.domain.identity.TenantId;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Whose image it is, who sent it, and through which door.
 *
 * @param trace where it is traced, as the header {@code traceparent} of W3C Trace Context says it;
 *     empty when it is not
 */
public record Origin(
        TenantId tenant, PrincipalId principal, Source source, Optional<String> trace) {
    /** Nothing but ids and a flag, so that nobody smuggles a text along. */
    private static final Pattern TRACE =
            Pattern.compile("00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

    public Origin {
        if (trace.isPresent() && !TRACE.matcher(trace.get()).matches()) {
            throw new IllegalArgumentException("a trace is written as in W3C Trace Context");
        }
    }

    /** Of what is not traced. */
    public Origin(TenantId tenant, PrincipalId principal, Source source) {
        this(tenant, principal, source, Optional.empty());
    }

    public Origin traced(Optional<String> trace) {
        return new Origin(tenant, principal, source, trace);
    }
}
