package io.safelight.bench.rows;

import io.safelight.bench.images.Pictures;
import io.safelight.bench.measure.Benchmark;
import io.safelight.bench.measure.Row;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the platform itself takes for an image, from the door to the lake: all but decoding and
 * encoding, measured apart, and the scanner. As a share of what it may take.
 */
final class PlatformCost implements Benchmark {
    private static final double ALLOWED_MILLIS = 2;
    private static final double ALLOWED_MILLIS_A_MEGABYTE = 3;

    private final Workshop workshop;
    private final Row row;
    private final Source pictures;
    private final int passes;

    /** Where the pictures come from. */
    interface Source {
        Pictures pictures() throws IOException;
    }

    /**
     * @param passes how often each picture is sent in a round
     */
    PlatformCost(Workshop workshop, Row row, Source pictures, int passes) {
        this.workshop = workshop;
        this.row = row;
        this.pictures = pictures;
        this.passes = passes;
    }

    @Override
    public Row row() {
        return row;
    }

    @Override
    public Contest prepare() throws IOException, InterruptedException {
        return new Running(
                pictures.pictures(),
                workshop.workerPath(),
                new BareWork(workshop.installation().java(), Optional.empty()));
    }

    private final class Running implements Contest {
        private final Pictures images;
        private final WorkerPath path;
        private final BareWork bare;
        private final Map<String, String> notes = new TreeMap<>();

        Running(Pictures images, WorkerPath path, BareWork bare) {
            this.images = images;
            this.path = path;
            this.bare = bare;
        }

        @Override
        public double product() throws IOException, InterruptedException {
            WorkerPath.Cost cost = path.send(images, images.files().size() * passes);
            double programs =
                    bare.measure(NativeWork.Kind.PROGRAMS, images).processorTime().toNanos()
                            / 1e6
                            / images.files().size();
            double ingest = cost.millisEach(cost.ingest());
            double work = cost.millisEach(cost.work());
            double allowed = ALLOWED_MILLIS + ALLOWED_MILLIS_A_MEGABYTE * cost.megabytesEach();
            double platform = ingest + work - programs;
            note("platform", platform);
            note("allowed", allowed);
            note("ingest", ingest);
            note("work without decoding and encoding", work - programs);
            note("decoding and encoding", programs);
            note("of the work, the program", cost.millisEach(cost.program()));
            note("scanner", cost.millisEach(cost.scanner()));
            notes.put("mean size", String.format(Locale.ROOT, "%.2f MB", cost.megabytesEach()));
            notes.put(
                    "platform at rest, not counted",
                    String.format(Locale.ROOT, "%.1f ms a second", path.idleShare() * 1e3));
            return platform / allowed;
        }

        @Override
        public Map<String, String> notes() {
            return notes;
        }

        /** Of the last round. */
        private void note(String what, double millis) {
            notes.put(what, String.format(Locale.ROOT, "%.2f ms an image", millis));
        }

        @Override
        public void close() {
            // The platform is the workshop's.
        }
    }
}
