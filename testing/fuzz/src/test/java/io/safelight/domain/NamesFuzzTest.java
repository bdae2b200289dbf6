package io.safelight.domain;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import io.safelight.domain.expiry.ExpiryBucket;
import io.safelight.domain.identity.PrincipalId;
import io.safelight.domain.identity.TenantId;
import io.safelight.domain.image.Cause;
import io.safelight.domain.image.ImageId;
import io.safelight.domain.image.ObjectRef;
import io.safelight.domain.image.Sha256;
import io.safelight.domain.program.Output;
import io.safelight.domain.program.ProgramName;
import io.safelight.domain.work.IdempotencyKey;
import io.safelight.fuzz.Trial;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Names of things, as they come in paths, headers, cursors and columns. */
class NamesFuzzTest {

    static Stream<String> seeds() {
        return Stream.of(
                "",
                "0199a3f0-0000-7000-8000-000000000000",
                "0199A3F0-0000-7000-8000-000000000000",
                "1-1-7000-8000-1",
                "2026-11-28T10",
                "2026-11-28T10.05_1m",
                "2026-11-28T10.00_60m",
                "9999-12-31T24.00_1440m",
                "acme-eu",
                "-acme",
                "ana@acme.example",
                "0".repeat(64),
                "a\n",
                "thumb.webp");
    }

    @MethodSource("seeds")
    @FuzzTest
    void aNameIsTheOnlyOneOfItsThing(@NotNull String text) {
        Trial.run(() -> check(text), text);
    }

    private static void check(String text) {
        sameOrRefused(text, t -> ImageId.parse(t).toString());
        sameOrRefused(text, t -> ExpiryBucket.parse(t).label());
        sameOrRefused(text, t -> new TenantId(t).toString());
        sameOrRefused(text, t -> new PrincipalId(t).toString());
        sameOrRefused(text, t -> Sha256.of(new Sha256(t).bytes()).hex());
        sameOrRefused(text, t -> new ProgramName(t).toString());
        sameOrRefused(text, t -> new ObjectRef(t).toString());
        sameOrRefused(text, t -> new IdempotencyKey(t).value());
        sameOrRefused(
                text,
                t -> {
                    Output.requireName(t);
                    return t;
                });
        assertThat(new Cause("code", text).text().length()).isLessThanOrEqualTo(500);
    }

    private static void sameOrRefused(String text, Function<String, String> through) {
        try {
            assertThat(through.apply(text)).isEqualTo(text);
        } catch (IllegalArgumentException refused) {
            assertThat(refused).isNotNull();
        }
    }
}
