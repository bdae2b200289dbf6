package io.safelight.adapter.sql;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import io.safelight.fuzz.Trial;
import io.safelight.ports.PortException;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** The ledger's columns of JSON in a file that somebody else wrote to. */
class LedgerColumnsFuzzTest {

    static Stream<String> seeds() {
        return Stream.of(
                "",
                "{}",
                "null",
                "{\"scan\":{\"verdict\":\"clean\",\"engine\":\"ClamAV\",\"signatures\":\"1\","
                        + "\"at\":\"2026-11-21T12:00:00Z\"}}",
                "{\"scan\":{\"verdict\":\"undecided\",\"reason\":\"timed_out\",\"detail\":\"x\","
                        + "\"engine\":\"e\",\"signatures\":\"s\",\"at\":\"2026-11-21T12:00:00Z\"}}",
                "{\"probe\":{\"width\":1,\"height\":2,\"pages\":1,\"orientation\":1,"
                        + "\"colorSpace\":\"srgb\",\"takenAt\":\"2026-11-21T12:00\","
                        + "\"location\":{\"latitude\":1.5,\"longitude\":2},\"looks\":{\"phash\":"
                        + "\"0\",\"dominantColor\":\"#000000\",\"blurhash\":\"x\"},\"exif\":{}}}",
                "{\"runs\":[{\"program\":\"probe\",\"version\":\"1\",\"took\":\"PT0.1S\","
                        + "\"peakMemoryBytes\":1,\"attempts\":1,\"failure\":{\"code\":\"a-b\","
                        + "\"text\":\"t\"}}],\"outputs\":[{\"program\":\"p\",\"name\":\"n.jpg\","
                        + "\"contentType\":\"image/jpeg\",\"bytes\":3,\"sha256\":\""
                        + "0".repeat(64)
                        + "\",\"object\":\"o\"}]}",
                "{\"a\":1.5e3,\"b\":\"text\",\"c\":true}");
    }

    @MethodSource("seeds")
    @FuzzTest
    void aColumnIsReadOrCorrupt(@NotNull String column) {
        Trial.run(() -> check(column), column);
    }

    private static void check(String column) {
        readOrCorrupt(() -> FindingsJson.read(Optional.of(column)))
                .ifPresent(
                        read -> assertThat(LedgerColumns.throughTheLedger(read)).isEqualTo(read));
        readOrCorrupt(() -> AttributesJson.read(Optional.of(column)))
                .ifPresent(
                        read -> assertThat(LedgerColumns.throughTheLedger(read)).isEqualTo(read));
    }

    private static <T> Optional<T> readOrCorrupt(Supplier<T> reading) {
        try {
            return Optional.of(reading.get());
        } catch (PortException e) {
            assertThat(e.kind()).isEqualTo(PortException.Kind.CORRUPT);
            return Optional.empty();
        }
    }
}
