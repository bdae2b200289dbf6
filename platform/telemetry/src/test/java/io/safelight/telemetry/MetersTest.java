package io.safelight.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
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
    void sizesTellTheirDistribution() {
        var meters = Meters.prometheus();

        meters.sizes("ingest.size.bytes").record(20_000);

        assertThat(meters.scrape())
                .contains("ingest_size_bytes_bucket{le=\"16384.0\"} 0")
                .contains("ingest_size_bytes_bucket{le=\"65536.0\"} 1")
                .contains("ingest_size_bytes_sum 20000.0");
    }

    @Test
    void aCounterThatNobodyTouchedIsThereAndZero() {
        var meters = Meters.prometheus();

        meters.counter("ingest.images", "door", "http");

        assertThat(meters.scrape()).contains("ingest_images_total{door=\"http\"} 0.0");
    }

    @Test
    void whatSomethingElseCountsIsStillAskedForAfterGarbageWasCollected() {
        var meters = Meters.prometheus();
        long[] sum = {3};
        meters.counted("node.cpu.seconds", () -> sum[0]);
        var garbage = new WeakReference<>(new Object());

        await().until(
                        () -> {
                            System.gc();
                            return garbage.refersTo(null);
                        });

        assertThat(meters.scrape()).contains("node_cpu_seconds_total 3.0");
    }

    @Test
    void labelsThatNeverEndAreCountedTogether() {
        var meters = Meters.prometheus();

        for (int i = 0; i < 1000; i++) {
            meters.counter("process.runs", "program", "p" + i).add(1);
        }

        String scrape = meters.scrape();
        assertThat(scrape.lines().filter(line -> line.startsWith("process_runs"))).hasSize(200);
        assertThat(scrape).contains("process_runs_total{program=\"other\"} 801.0");
    }

    @Test
    void aNameAgainstTheRuleIsRefused() {
        var meters = Meters.prometheus();

        for (String name : List.of("images", "Ingest.images", "a.b.c.d.e", "ingest..x", "a.b_c")) {
            assertThatThrownBy(() -> meters.counter(name))
                    .as(name)
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> meters.counter("a.b", "Door", "http"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void oneNameHasOneSetOfLabels() {
        var meters = Meters.prometheus();
        meters.counter("ingest.images", "door", "http");

        assertThatThrownBy(() -> meters.counter("ingest.images", "tenant", "acme"))
                .hasMessageContaining("door");
    }

    @Test
    void theProcessTellsWhatItNeeds() {
        var meters = Meters.prometheus();

        ProcessMeters.register(meters, "1.2.3");

        assertThat(meters.scrape())
                .contains("node_info{version=\"1.2.3\"} 1")
                .containsPattern("node_heap_bytes [1-9]")
                .containsPattern("node_resident_bytes [1-9]")
                .containsPattern("node_cpu_seconds_total [0-9]*\\.?[1-9]")
                .containsPattern("node_open_files [1-9]")
                .contains("node_collections_seconds_total")
                .contains("node_uptime_seconds");
    }

    @Test
    void noneTakesEverythingAndTellsNothing() {
        var meters = Meters.none();

        meters.counter("ingest.images").add(1);

        assertThat(meters.scrape()).isEmpty();
    }
}
