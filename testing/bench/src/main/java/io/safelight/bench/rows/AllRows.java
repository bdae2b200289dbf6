package io.safelight.bench.rows;

import io.safelight.bench.measure.Benchmark;
import io.safelight.bench.measure.Row;
import io.safelight.bench.measure.Target.AtLeast;
import io.safelight.bench.measure.Target.AtLeastTimes;
import io.safelight.bench.measure.Target.AtMost;
import io.safelight.bench.measure.Target.AtMostMore;
import io.safelight.bench.measure.Target.WithinTimes;
import io.safelight.bench.peers.Djpeg;
import io.safelight.bench.peers.VipsThumbnail;
import java.util.List;
import java.util.stream.Stream;

/** The list of what is measured, in the order of an image's way. */
public final class AllRows {
    private static final String CPU_RATE = "images/CPU-s";
    private static final int SMALL_CLIENTS = 16;
    private static final int LARGE_CLIENTS = 4;
    private static final String IMAGES = "/v1/images";
    private static final String STREAM = "/v1/stream/images";

    private final Workshop workshop;

    private AllRows(Workshop workshop) {
        this.workshop = workshop;
    }

    public static List<Benchmark> of(Workshop workshop) {
        var rows = new AllRows(workshop);
        return Stream.of(
                        rows.renditions(),
                        rows.cost(),
                        rows.ingest(),
                        rows.memory(),
                        rows.start(),
                        rows.lakes(),
                        rows.sql(),
                        rows.purge())
                .flatMap(List::stream)
                .toList();
    }

    private List<Benchmark> renditions() {
        return List.of(
                thumbnailer("renditions-vipsthumbnail-818", "libvips 8.18", true, 3),
                sharp("renditions-sharp-818", "libvips 8.18", true),
                new Renditions(
                        workshop,
                        new Row(
                                "preview-decode",
                                "1600 px alone, whole worker path, libvips 8.18",
                                "libjpeg-turbo decodes at 1/8",
                                CPU_RATE,
                                new WithinTimes(2.5),
                                5),
                        new Renditions.Kind(NativeWork.Kind.PREVIEW, true),
                        shop -> Djpeg.find(shop.tools())::imagesPerProcessorSecond),
                // Last, since further rows use the same platform.
                thumbnailer("renditions-vipsthumbnail", "the system's libvips", false, 2),
                sharp("renditions-sharp", "the system's libvips", false));
    }

    private Benchmark thumbnailer(String name, String library, boolean newVips, double limit) {
        return new Renditions(
                workshop,
                new Row(
                        name,
                        "both renditions, whole worker path, " + library,
                        "vipsthumbnail",
                        CPU_RATE,
                        new AtLeastTimes(limit),
                        5),
                new Renditions.Kind(NativeWork.Kind.PROGRAMS, newVips),
                shop ->
                        VipsThumbnail.find(shop.tools(), shop.folder("vipsthumbnail"))
                                ::imagesPerProcessorSecond);
    }

    private Benchmark sharp(String name, String library, boolean newVips) {
        return new Renditions(
                workshop,
                new Row(
                        name,
                        "both renditions, whole worker path, " + library,
                        "sharp",
                        CPU_RATE,
                        new AtLeastTimes(2),
                        5),
                new Renditions.Kind(NativeWork.Kind.PROGRAMS, newVips),
                shop -> shop.sharp()::imagesPerProcessorSecond);
    }

    private List<Benchmark> cost() {
        return List.of(
                new PlatformCost(
                        workshop,
                        costRow("platform-cost-small", "images of 200 KB"),
                        workshop::small,
                        workshop.count(5, 50)),
                new PlatformCost(
                        workshop,
                        costRow("platform-cost-large", "photographs of 12 to 24 MP"),
                        workshop::photographs,
                        workshop.count(1, 3)));
    }

    private static Row costRow(String name, String what) {
        return new Row(
                name,
                "platform's own processor time, " + what,
                "",
                "of 2 ms + 3 ms/MB",
                new AtMost(1),
                5);
    }

    private List<Benchmark> ingest() {
        var small = new Ingest.Load(workshop::small, SMALL_CLIENTS, workshop.count(200, 1500));
        var large = new Ingest.Load(workshop::large, LARGE_CLIENTS, workshop.count(10, 96));
        return List.of(
                new Ingest(
                        workshop,
                        new Row(
                                "ingest-small-s3proxy",
                                "ingest of 200 KB images",
                                "S3Proxy PUT",
                                "images/s",
                                new AtLeastTimes(3),
                                5),
                        small,
                        Ingest.Rival.OBJECT_STORE),
                new Ingest(
                        workshop,
                        new Row(
                                "ingest-small-disk",
                                "ingest of 200 KB images",
                                "forced files of 200 KB",
                                "images/s",
                                new AtLeastTimes(0.25),
                                5),
                        small,
                        Ingest.Rival.DISK),
                new Ingest(
                        workshop,
                        new Row(
                                "ingest-large",
                                "ingest of 5 MB images",
                                "",
                                "MB/server core-s",
                                new AtLeast(350),
                                5),
                        large,
                        Ingest.Rival.NONE),
                new Ingest(
                        workshop,
                        new Row(
                                "ingest-large-disk",
                                "ingest of 5 MB images",
                                "forced files of 5 MB",
                                "images/s",
                                new AtLeastTimes(0.7),
                                5),
                        large,
                        Ingest.Rival.DISK));
    }

    private List<Benchmark> memory() {
        return List.of(
                new Memory(
                        workshop,
                        memoryRow("memory-idle", "idle, 20 s after a second start", 600, 3),
                        Memory.Load.NONE),
                new Memory(
                        workshop,
                        memoryRow("memory-load", "most under mixed load", 1500, 2),
                        Memory.Load.MIXED),
                new Memory(
                        workshop,
                        memoryRow("memory-load-large", "most with images of 30 MB", 1500, 2),
                        Memory.Load.LARGE));
    }

    private static Row memoryRow(String name, String when, double limit, int rounds) {
        return new Row(
                name,
                "resident memory without clamd, " + when,
                "",
                "MB",
                new AtMost(limit),
                rounds);
    }

    private List<Benchmark> start() {
        return List.of(
                new Start(workshop, startRow("start-http", "second start, HTTP", 2), IMAGES, false),
                new Start(
                        workshop,
                        startRow("start-http-killed", "after kill -9, HTTP", 2),
                        IMAGES,
                        true),
                new Start(
                        workshop,
                        startRow("start-stream", "second start, stream", 4),
                        STREAM,
                        false),
                new Start(
                        workshop,
                        startRow("start-stream-killed", "after kill -9, stream", 8),
                        STREAM,
                        true));
    }

    private static Row startRow(String name, String when, double limit) {
        return new Row(name, "start to first upload, " + when, "", "s", new AtMost(limit), 5);
    }

    /** Of the lake alone. */
    public static Benchmark lake(Workshop workshop) {
        return new LakeRows(
                workshop,
                new Row(
                        "lake-rows",
                        "rows into the lake, commits of 5,000",
                        "",
                        "rows/CPU-s",
                        new AtLeast(100_000),
                        5));
    }

    private List<Benchmark> lakes() {
        return List.of(
                lake(workshop),
                new LakeLag(
                        workshop,
                        new Row(
                                "lake-lag",
                                "final to queryable, 99th percentile",
                                "",
                                "s",
                                new AtMost(10),
                                3)));
    }

    private List<Benchmark> purge() {
        return List.of(
                new NotYet(
                        new Row(
                                "unreadable",
                                "time to unreadable of a due bucket, 10,000 tenants",
                                "",
                                "s",
                                new AtMost(1),
                                1),
                        "The purge is not built yet: keys are refused in time, and not yet"
                                + " destroyed."));
    }

    private List<Benchmark> sql() {
        return List.of(
                new Sql(
                        workshop,
                        new Row(
                                "sql-long",
                                "questions of over 1 s, through the door",
                                "DuckDB directly",
                                "questions/min",
                                new AtLeastTimes(0.8),
                                5),
                        true),
                new Sql(
                        workshop,
                        new Row(
                                "sql-short",
                                "short questions, through the door",
                                "DuckDB directly",
                                "ms",
                                new AtMostMore(30),
                                5),
                        false));
    }
}
