package io.safelight.domain.expiry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpiryBucketTest {
    private static final Duration HOUR = Duration.ofHours(1);

    @ParameterizedTest
    @CsvSource({
        "2026-11-28T10:00:00Z, PT1H, 2026-11-28T10",
        "2026-11-28T10:59:59.999999999Z, PT1H, 2026-11-28T10",
        "2026-11-28T11:00:00Z, PT1H, 2026-11-28T11",
        "2026-11-28T10:05:30Z, PT1M, 2026-11-28T10.05_1m",
        "2026-11-28T10:05:30Z, PT30M, 2026-11-28T10.00_30m",
        "2026-11-28T23:59:59Z, P1D, 2026-11-28T00.00_1440m",
        "2024-02-29T23:59:59Z, PT1H, 2024-02-29T23",
        "1969-12-31T23:59:59Z, PT1H, 1969-12-31T23",
        "1970-01-01T00:00:00Z, PT2H, 1970-01-01T00.00_120m"
    })
    void namesTheStretchOfTimeThatContainsAnExpiry(Instant expiry, Duration length, String label) {
        var bucket = ExpiryBucket.containing(expiry, length);

        assertThat(bucket.label()).isEqualTo(label).isEqualTo(bucket.toString());
        assertThat(bucket.start()).isBeforeOrEqualTo(expiry);
        assertThat(bucket.end()).isAfter(expiry).isEqualTo(bucket.start().plus(length));
        assertThat(ExpiryBucket.parse(label)).isEqualTo(bucket);
    }

    @Test
    void everyLabelNamesItsBucketAndNoOther() {
        int[] minutes = {1, 2, 5, 15, 30, 60, 90, 120, 480, 720, 1440};
        var random = new Random(7);

        for (int i = 0; i < 5_000; i++) {
            var expiry = Instant.ofEpochSecond(random.nextLong(4_102_444_800L));
            var length = Duration.ofMinutes(minutes[random.nextInt(minutes.length)]);
            var bucket = ExpiryBucket.containing(expiry, length);

            assertThat(ExpiryBucket.parse(bucket.label())).isEqualTo(bucket);
            assertThat(ExpiryBucket.containing(bucket.start(), length)).isEqualTo(bucket);
            assertThat(ExpiryBucket.containing(bucket.end().minusNanos(1), length))
                    .isEqualTo(bucket);
            assertThat(ExpiryBucket.containing(bucket.end(), length).start())
                    .isEqualTo(bucket.end());
        }
    }

    @Test
    void labelsOfOneLengthSortByTime() {
        var labels = new ArrayList<String>();
        Instant start = Instant.parse("2026-12-30T00:00:00Z");
        for (int i = 0; i < 100; i++) {
            labels.add(ExpiryBucket.containing(start.plus(HOUR.multipliedBy(i)), HOUR).label());
        }

        assertThat(labels).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void bucketsSortByWhenTheyEnd() {
        Instant noon = Instant.parse("2026-11-28T12:00:00Z");
        var minute = ExpiryBucket.containing(noon, Duration.ofMinutes(1));
        var hour = ExpiryBucket.containing(noon, HOUR);
        var lastMinute = ExpiryBucket.containing(hour.end().minusSeconds(1), Duration.ofMinutes(1));

        assertThat(List.of(lastMinute, hour, minute).stream().sorted())
                .containsExactly(minute, hour, lastMinute);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"PT0S", "-PT1H", "PT59S", "PT1M0.001S", "PT61S", "PT7M", "PT13H", "P1DT1M"})
    void aLengthIsWholeMinutesThatDivideADay(Duration length) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ExpiryBucket.containing(Instant.EPOCH, length));
    }

    @Test
    void startsAtAMultipleOfItsLength() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ExpiryBucket(Instant.ofEpochSecond(60), HOUR));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ExpiryBucket(Instant.ofEpochSecond(0, 1), HOUR));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-11-28",
                "2026-11-28T24",
                "2026-02-30T10",
                "2026-11-31T10",
                "2025-02-29T10",
                "2026-13-01T10",
                "2026-11-28T10.60_1m",
                "2026-11-28T10.05_0m",
                "2026-11-28T10.05_7m",
                "2026-11-28T10.05_30m",
                "2026-11-28T10.00_60m",
                "2026-11-28T10.00_01m",
                "2026-11-28T10.00_9999m",
                "2026-11-28T10.05",
                "2026-11-28T10/..",
                " 2026-11-28T10",
                "2026-11-28T10\n",
                "+12026-11-28T10",
                "٢٠٢٦-11-28T10"
            })
    void refusesWhatIsNotALabel(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> ExpiryBucket.parse(text));
    }
}
