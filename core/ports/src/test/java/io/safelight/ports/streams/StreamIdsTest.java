package io.safelight.ports.streams;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.safelight.domain.image.ImageId;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class StreamIdsTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00.123Z");
    private static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes(US_ASCII);
    private static final StreamCoordinates RECORD =
            new StreamCoordinates("cluster", "topic", 3, 42);

    private final StreamIds ids = new StreamIds(KEY);

    /** The ids of records that were taken in before an upgrade must not change with it. */
    @Test
    void theIdOfARecordIsTheSameInEveryVersion() {
        assertThat(ids.idOf(RECORD, NOON)).hasToString("01a1fdfa-467b-7482-8396-e2d867c7cb52");
    }

    @Test
    void theSameRecordIsTheSameImage() {
        assertThat(new StreamIds(KEY.clone()).idOf(RECORD, NOON)).isEqualTo(ids.idOf(RECORD, NOON));
        assertThat(ids.idOf(RECORD, NOON).receivedAt()).isEqualTo(NOON);
    }

    @Test
    void distinctCoordinatesAreDistinctImagesEvenWhereTheirTextIsTheSame() {
        var found = new HashSet<ImageId>();
        var coordinates =
                List.of(
                        RECORD,
                        new StreamCoordinates("clustert", "opic", 3, 42),
                        new StreamCoordinates("cluste", "rtopic", 3, 42),
                        new StreamCoordinates("", "clustertopic", 3, 42),
                        new StreamCoordinates("clustertopic", "", 3, 42),
                        new StreamCoordinates("cluster", "topic", 42, 3),
                        new StreamCoordinates("cluster", "topic", 3, 43),
                        new StreamCoordinates("cluster", "topic", 0, 3L << 32 | 42),
                        new StreamCoordinates("topic", "cluster", 3, 42));

        coordinates.forEach(at -> found.add(ids.idOf(at, NOON)));

        assertThat(found).hasSize(coordinates.size());
    }

    @Test
    void withoutTheKeyNobodyTellsTheId() {
        byte[] other = KEY.clone();
        other[31] ^= 1;

        assertThat(new StreamIds(other).idOf(RECORD, NOON)).isNotEqualTo(ids.idOf(RECORD, NOON));
    }

    @Test
    void keepsItsOwnCopyOfTheKey() {
        byte[] key = KEY.clone();
        var own = new StreamIds(key);
        Arrays.fill(key, (byte) 0);

        assertThat(own.idOf(RECORD, NOON)).isEqualTo(ids.idOf(RECORD, NOON));
    }
}
