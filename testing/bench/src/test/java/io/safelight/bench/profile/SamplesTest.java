package io.safelight.bench.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.safelight.bench.profile.Samples.Share;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SamplesTest {
    @Test
    void eachSampleCountsForItsTopItsLibraryAndWhoOfOursAsked() {
        var samples = new Samples();
        samples.add(
                List.of(
                        "sun.nio.ch.FileDispatcher.write0",
                        "io.safelight.adapter.local.Writer.write",
                        "com.google.crypto.tink.Stream.write",
                        "io.safelight.ingest.Ingest.store"),
                3_000_000);
        samples.add(
                List.of("java.lang.String.hashCode", "org.eclipse.jetty.http.Parser.next"),
                1_000_000);

        assertThat(samples.processorTime()).isEqualTo(Duration.ofMillis(4));
        assertThat(samples.tops(1))
                .containsExactly(new Share("sun.nio.ch.FileDispatcher.write0", 0.75));
        assertThat(samples.libraries(5))
                .containsExactly(
                        new Share("io.safelight.adapter.local", 0.75),
                        new Share("org.eclipse.jetty", 0.25));
        assertThat(samples.askers(5))
                .containsExactly(
                        new Share("io.safelight.adapter.local.Writer.write", 0.75),
                        new Share("none of ours: org.eclipse.jetty", 0.25));
    }
}
