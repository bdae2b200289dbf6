package io.safelight.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class MetersTest {

    @Test
    void sameNameAndLabelsAreOneMeter() {
        var meters = Meters.prometheus();

        meters.counter("ingest.images", "door", "http").add(2);
        meters.counter("ingest.images", "door", "http").add(3);

        assertThat(meters.scrape()).contains("ingest_images_total{door=\"http\"} 5.0");
    }

    @Test
    void timersTellTheirDistributionAndGaugesTheirValueNow() {
        var meters = Meters.prometheus();
        double[] waiting = {7};

        meters.gauge("work.waiting", () -> waiting[0]);
        meters.timer("scan.duration").record(Duration.ofMillis(3));
        waiting[0] = 8;

        assertThat(meters.scrape())
                .contains("work_waiting 8.0")
                .contains("scan_duration_seconds_bucket{le=\"0.005\"} 1")
                .contains("scan_duration_seconds_count 1");
    }

    @Test
    void noneTakesEverythingAndTellsNothing() {
        var meters = Meters.none();

        meters.counter("ingest.images").add(1);

        assertThat(meters.scrape()).isEmpty();
    }
}
