package io.safelight.node.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class StatusPageTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    @Test
    void theFirstLineSaysThatAllIsWell() throws IOException {
        StatusPage page = page("", 0, 0, "null", 0);

        assertThat(page.isReady()).isTrue();
        assertThat(printed(page).lines()).first().isEqualTo("Safelight 1.2.3, up 3 h: ready");
        assertThat(printed(page))
                .contains("Nothing waits. Every final image is in the lake.")
                .contains("storage  ready  52 GiB free")
                .doesNotContain("purged");
    }

    @Test
    void theFirstLineNamesWhatIsNotReadyAndTheReasonIsReadable() throws IOException {
        String why =
                "clamd does not answer at /dev/shm/x/clamd.socket (Connection refused). It ended"
                        + " with status 137 and is started again in 4 seconds.";

        StatusPage page = page(why, 12, 4, "\"2026-11-21T11:57:00Z\"", 1);

        assertThat(page.isReady()).isFalse();
        assertThat(printed(page).lines())
                .first()
                .isEqualTo("Safelight 1.2.3, up 3 h: NOT READY: scanner");
        assertThat(printed(page))
                .contains("scanner  NOT READY  see below")
                .contains("\nscanner: clamd does not answer at")
                .contains("16 images not final; the oldest came 3 min ago. 1 final image not in");
        assertThat(printed(page).lines()).allMatch(line -> line.length() <= 100);
    }

    @Test
    void failedImagesAreToldWithWhatToDo() throws IOException {
        assertThat(printed(page("", 0, 0, "null", 0)))
                .containsPattern("failed +2 +run them again: safelight redrive");
    }

    @Test
    void timesAreRoundAndNeverNegative() {
        assertThat(StatusPage.age(Duration.ofSeconds(-5))).isEqualTo("0 s");
        assertThat(StatusPage.age(Duration.ofSeconds(119))).isEqualTo("119 s");
        assertThat(StatusPage.age(Duration.ofMinutes(119))).isEqualTo("119 min");
        assertThat(StatusPage.age(Duration.ofHours(47))).isEqualTo("47 h");
        assertThat(StatusPage.age(Duration.ofHours(50))).isEqualTo("2 days");
    }

    /**
     * @param why the scanner is not ready; empty when it is
     */
    private static StatusPage page(
            String why, long received, long claimed, String oldest, long lacking)
            throws IOException {
        String status =
                """
                {"version":"1.2.3","uptimeSeconds":10800,
                 "images":{"received":%d,"claimed":%d,"completed":7,"failed":2,"purged":0},
                 "oldestWaiting":%s,"notYetInLake":%d,
                 "dependencies":{"storage":{"ready":true,"detail":"52 GiB free"},
                  "scanner":{"ready":%s,"detail":"%s"}}}\
                """
                        .formatted(received, claimed, oldest, lacking, why.isEmpty(), why);
        return new StatusPage(new JsonMapper().readTree(status), NOON);
    }

    private static String printed(StatusPage page) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new PrintStream(bytes, true, UTF_8)) {
            page.print(out);
        }
        return bytes.toString(UTF_8);
    }
}
