package io.safelight.bench.rows;

import io.safelight.bench.images.Pictures;
import io.safelight.bench.measure.Benchmark;
import io.safelight.bench.measure.Row;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The whole worker path per processor second: claim, decrypt, hand to the scanner, to the sandbox
 * and back, encrypt, publish, catalog. Where less than both renditions is asked for, decoding and
 * encoding are measured apart, and what is asked for is put in their place.
 */
final class Renditions implements Benchmark {
    private final Workshop workshop;
    private final Row row;
    private final Kind kind;
    private final Peer.Source source;

    /** What the product does, and with which libvips. */
    record Kind(NativeWork.Kind work, boolean newVips) {}

    /** The peer's images per processor second. */
    interface Peer {
        double imagesPerProcessorSecond(Pictures pictures) throws IOException, InterruptedException;

        /** How one is found. */
        interface Source {
            Peer open(Workshop workshop) throws IOException, InterruptedException;
        }
    }

    Renditions(Workshop workshop, Row row, Kind kind, Peer.Source source) {
        this.workshop = workshop;
        this.row = row;
        this.kind = kind;
        this.source = source;
    }

    @Override
    public Row row() {
        return row;
    }

    @Override
    public Contest prepare() throws IOException, InterruptedException {
        Peer opened = source.open(workshop);
        var library =
                kind.newVips() ? Optional.of(workshop.sharp().library()) : Optional.<Path>empty();
        return new Running(
                workshop.photographs(),
                workshop.workerPath(library),
                opened,
                new BareWork(workshop.installation().java(), library));
    }

    private final class Running implements Contest {
        private final Pictures pictures;
        private final WorkerPath path;
        private final Peer rival;
        private final BareWork bare;
        private final Map<String, String> notes = new TreeMap<>();

        Running(Pictures pictures, WorkerPath path, Peer rival, BareWork bare) {
            this.pictures = pictures;
            this.path = path;
            this.rival = rival;
            this.bare = bare;
        }

        @Override
        public double product() throws IOException, InterruptedException {
            int count = pictures.files().size();
            WorkerPath.Cost cost = path.send(pictures, count);
            Duration total = cost.work();
            note("worker path", total, count);
            var programs = bare.measure(NativeWork.Kind.PROGRAMS, pictures);
            note("of it programs, libvips " + programs.version(), programs.processorTime(), count);
            if (kind.work() != NativeWork.Kind.PROGRAMS) {
                var alone = bare.measure(kind.work(), pictures);
                total = total.minus(programs.processorTime()).plus(alone.processorTime());
                note("instead of them", alone.processorTime(), count);
            }
            notes.put("mean size", String.format(Locale.ROOT, "%.1f MB", cost.megabytesEach()));
            return count / (total.toNanos() / 1e9);
        }

        @Override
        public double peer() throws IOException, InterruptedException {
            return rival.imagesPerProcessorSecond(pictures);
        }

        @Override
        public Map<String, String> notes() {
            return notes;
        }

        /** Of the last round. */
        private void note(String what, Duration time, int count) {
            notes.put(
                    what,
                    String.format(Locale.ROOT, "%.1f ms an image", time.toNanos() / 1e6 / count));
        }

        @Override
        public void close() {
            // The platform is the workshop's.
        }
    }
}
