package io.safelight.bench.rows;

import io.safelight.bench.images.Pictures;
import io.safelight.bench.measure.Benchmark;
import io.safelight.bench.measure.Row;
import io.safelight.bench.peers.DiskFiles;
import io.safelight.bench.peers.S3Proxy;
import io.safelight.bench.platform.PlatformProcess;
import io.safelight.bench.platform.ScannerHold;
import io.safelight.bench.platform.Uploads;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Uploads over HTTP, encrypted, hashed, forced to the disk and in the ledger when they are
 * answered. The scanner is held, so nothing else is done with them. Rates by the clock, since the
 * disk has its part in them; the processor time of the server alone is noted.
 */
final class Ingest implements Benchmark {
    private static final int MOST_WARM_UPS = 8;

    private final Workshop workshop;
    private final Row row;
    private final Load load;
    private final Rival rival;

    /**
     * @param clients at once
     * @param count of images in a round
     */
    record Load(Source pictures, int clients, int count) {}

    /** Where the pictures come from. */
    interface Source {
        Pictures pictures() throws IOException;
    }

    /** What the product is held against, and so what its rate is. */
    enum Rival {
        /** Images a second, against a plain object store. */
        OBJECT_STORE,
        /** Images a second, against files that are forced to the disk. */
        DISK,
        /** Megabytes in a second of the server's processor time. */
        NONE
    }

    Ingest(Workshop workshop, Row row, Load load, Rival rival) {
        this.workshop = workshop;
        this.row = row;
        this.load = load;
        this.rival = rival;
    }

    @Override
    public Row row() {
        return row;
    }

    @Override
    public Contest prepare() throws IOException, InterruptedException {
        List<byte[]> images = load.pictures().pictures().contents();
        Peer peer = peer(workshop.folder("peer"));
        try {
            var platform =
                    PlatformProcess.ready(
                            workshop.installation(), workshop.fresh("ingest-" + row.name()));
            var running = new Running(platform, peer, images);
            running.warm();
            return running;
        } catch (IOException | InterruptedException e) {
            peer.close();
            throw e;
        }
    }

    /** Images a second. */
    private interface Peer extends AutoCloseable {
        double rate(List<byte[]> images, int count) throws IOException, InterruptedException;

        @Override
        void close() throws IOException;
    }

    private Peer peer(Path folder) throws IOException, InterruptedException {
        return switch (rival) {
            case OBJECT_STORE -> {
                var proxy = S3Proxy.start(workshop.installation(), folder, workshop.progress());
                yield new ObjectStore(proxy, proxy.uploads(load.clients()));
            }
            case DISK, NONE -> new Disk(new DiskFiles(folder, load.clients()));
        };
    }

    private record Disk(DiskFiles files) implements Peer {
        @Override
        public double rate(List<byte[]> images, int count)
                throws IOException, InterruptedException {
            return files.filesPerSecond(images, count);
        }

        @Override
        public void close() {
            // Nothing is left.
        }
    }

    private record ObjectStore(S3Proxy proxy, Uploads uploads) implements Peer {
        @Override
        public double rate(List<byte[]> images, int count)
                throws IOException, InterruptedException {
            double rate = uploads.send(images, count).imagesPerSecond();
            proxy.deleteObjects();
            return rate;
        }

        @Override
        public void close() throws IOException {
            proxy.close();
        }
    }

    private final class Running implements Contest {
        private final PlatformProcess platform;
        private final Peer peer;
        private final List<byte[]> images;
        private final ScannerHold hold;
        private final Map<String, String> notes = new TreeMap<>();

        Running(PlatformProcess platform, Peer peer, List<byte[]> images) {
            this.platform = platform;
            this.peer = peer;
            this.images = images;
            this.hold = platform.holdScanner();
        }

        void warm() throws IOException, InterruptedException {
            WarmUp.run(
                    platform, workshop.count(1, MOST_WARM_UPS), this::product, workshop.progress());
            if (rival != Rival.NONE) {
                peer();
            }
        }

        @Override
        public double product() throws IOException, InterruptedException {
            Duration before = platform.ownProcessorTime();
            Uploads.Took took =
                    platform.uploads("/v1/images", load.clients()).send(images, load.count());
            Duration used = platform.ownProcessorTime().minus(before);
            double megabytes = took.bytes() / 1e6 / (used.toMillis() / 1e3);
            note("server", "%.2f ms of processor an image", used.toMillis() / 1.0 / load.count());
            note("per server core-second", "%.0f MB", megabytes);
            note("by the clock", "%.0f MB/s", took.megabytesPerSecond());
            return rival == Rival.NONE ? megabytes : took.imagesPerSecond();
        }

        @Override
        public double peer() throws IOException, InterruptedException {
            return peer.rate(images, load.count());
        }

        @Override
        public Map<String, String> notes() {
            return notes;
        }

        private void note(String what, String format, double value) {
            notes.put(what, String.format(Locale.ROOT, format, value));
        }

        /** What was taken in is thrown away with its platform. */
        @Override
        public void close() throws IOException {
            try (peer) {
                hold.close();
                platform.kill();
            }
        }
    }
}
