package io.safelight.endtoend.observability;

import java.util.Set;

/**
 * Metrics that the files name and the program does not tell yet. Whoever adds one takes it out
 * here; the test fails until then.
 */
final class Awaited {
    static final Set<String> METRICS =
            Set.of(
                    "catalog_waiting_rows",
                    "ingest_floor_bytes",
                    "ingest_free_bytes",
                    "node_collections_seconds_total",
                    "node_collections_total",
                    "node_cpu_seconds_total",
                    "node_heap_bytes",
                    "node_info",
                    "node_max_heap_bytes",
                    "node_max_open_files",
                    "node_open_files",
                    "node_processors",
                    "node_ready",
                    "node_resident_bytes",
                    "node_start_seconds",
                    "node_threads",
                    "node_uptime_seconds",
                    "scan_ready",
                    "scan_signatures_seconds",
                    "scan_test",
                    "traces_spans_total",
                    "work_oldest_seconds",
                    "work_waiting_images");

    /** Labels of theirs. */
    static final Set<String> LABELS = Set.of("part", "version", "outcome");

    private Awaited() {}
}
