package io.safelight.adapter.sandbox;

import io.safelight.domain.image.Cause;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/** Of what children died while they had an image. Safe for many threads. */
final class Deaths {
    static final String DIED = "sandbox-died";
    static final String NONSENSE = "sandbox-nonsense";
    static final String OUT_OF_MEMORY = "out-of-memory";
    static final String TIMED_OUT = "timed-out";

    private final Map<String, LongAdder> byCode =
            List.of(DIED, NONSENSE, OUT_OF_MEMORY, TIMED_OUT).stream()
                    .collect(Collectors.toUnmodifiableMap(code -> code, _ -> new LongAdder()));

    /** Returns the cause as it was given. */
    Cause counted(Cause cause) {
        Optional.ofNullable(byCode.get(cause.code())).ifPresent(LongAdder::increment);
        return cause;
    }

    Map<String, Long> soFar() {
        return byCode.entrySet().stream()
                .collect(
                        Collectors.toUnmodifiableMap(
                                Map.Entry::getKey, one -> one.getValue().sum()));
    }
}
