package io.safelight.bench.images;

import io.safelight.node.demo.SampleImages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * JPEG files to measure with.
 *
 * @param files each at most some tens of megabytes
 */
public record Pictures(List<Path> files) {
    private static final long SEED = 2026;
    private static final List<Double> PHOTOGRAPHS =
            List.of(12.0, 24.0, 12.0, 16.0, 12.0, 20.0, 12.0, 24.0, 12.0, 16.0, 12.0, 20.0);
    private static final int SIZED = 8;

    public Pictures {
        files = List.copyOf(files);
        if (files.isEmpty()) {
            throw new IllegalArgumentException("no pictures");
        }
    }

    /** The JPEG files of a folder of the user's. */
    public static Pictures in(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> found =
                    files.filter(Pictures::isJpeg).map(Path::toAbsolutePath).sorted().toList();
            if (found.isEmpty()) {
                throw new IOException("There are no JPEG files in " + folder + ".");
            }
            return new Pictures(found);
        }
    }

    /** Painted photographs of 12 to 24 megapixels; painted once, then kept in the folder. */
    public static Pictures photographs(Path folder, Consumer<String> progress) throws IOException {
        var files = new ArrayList<Path>();
        for (int i = 0; i < PHOTOGRAPHS.size(); i++) {
            int index = i;
            Path file = folder.resolve("photograph-%02d.jpg".formatted(i + 1));
            if (!Files.exists(file)) {
                progress.accept("painting photograph " + (i + 1) + " of " + PHOTOGRAPHS.size());
            }
            files.add(kept(file, () -> SampleImages.jpeg(SEED, index, PHOTOGRAPHS.get(index))));
        }
        return new Pictures(files);
    }

    /**
     * Photographs of exactly so many bytes each.
     *
     * @param megapixels at most; fewer where they would not fit
     */
    public static Pictures sized(Path folder, int bytes, double megapixels) throws IOException {
        var files = new ArrayList<Path>();
        for (int i = 0; i < SIZED; i++) {
            int index = i;
            Path file = folder.resolve("of-%d-%02d.jpg".formatted(bytes, i + 1));
            files.add(kept(file, () -> sized(index, bytes, megapixels)));
        }
        return new Pictures(files);
    }

    public Pictures first(int count) {
        return new Pictures(files.subList(0, Math.min(count, files.size())));
    }

    public List<byte[]> contents() throws IOException {
        var contents = new ArrayList<byte[]>();
        for (Path file : files) {
            contents.add(Files.readAllBytes(file));
        }
        return contents;
    }

    /** The same pictures in files of that size, in memory. */
    public static List<byte[]> padded(Pictures pictures, int bytes) throws IOException {
        return pictures.contents().stream()
                .map(content -> JpegComment.pad(content, bytes))
                .toList();
    }

    private static byte[] sized(int index, int bytes, double mostMegapixels) {
        double megapixels = mostMegapixels;
        byte[] picture = SampleImages.jpeg(SEED, index, megapixels);
        while (picture.length > bytes - JpegComment.OVERHEAD_BYTES) {
            megapixels *= 0.9;
            picture = SampleImages.jpeg(SEED, index, megapixels);
        }
        return JpegComment.pad(picture, bytes);
    }

    /** Makes a file once, whole or not at all. */
    private static Path kept(Path file, Supplier<byte[]> content) throws IOException {
        if (!Files.exists(file)) {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path part = file.resolveSibling(file.getFileName() + ".part");
            Files.write(part, content.get());
            Files.move(part, file);
        }
        return file;
    }

    private static boolean isJpeg(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".jpg") || name.endsWith(".jpeg");
    }
}
