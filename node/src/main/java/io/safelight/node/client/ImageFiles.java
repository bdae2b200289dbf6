package io.safelight.node.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The images of a folder and of those below it, told by their names: the platform then looks at
 * their bytes.
 *
 * @param images by path
 * @param leftOut how many are not named like an image
 */
public record ImageFiles(List<Path> images, int leftOut) {
    private static final Set<String> EXTENSIONS =
            Set.of(
                    "jpg", "jpeg", "jpe", "png", "webp", "gif", "tif", "tiff", "avif", "heic",
                    "heif", "bmp", "svg");
    private static final int MAX_DEPTH = 20;

    public ImageFiles {
        images = List.copyOf(images);
    }

    public static ImageFiles below(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder, MAX_DEPTH)) {
            Map<Boolean, List<Path>> byName =
                    files.filter(Files::isRegularFile)
                            .sorted()
                            .collect(Collectors.partitioningBy(ImageFiles::isNamedSo));
            return new ImageFiles(
                    byName.getOrDefault(true, List.of()),
                    byName.getOrDefault(false, List.of()).size());
        }
    }

    /** Says what was left out; nothing when that is nothing. */
    public String notice() {
        return leftOut == 0
                ? ""
                : "Left out " + Terminal.count(leftOut, "file") + ", not named like an image.";
    }

    private static boolean isNamedSo(Path file) {
        String name = file.getFileName().toString();
        return EXTENSIONS.contains(
                name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    }
}
