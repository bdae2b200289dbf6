package io.safelight.adapter.vips;

import com.drew.imaging.tiff.TiffMetadataReader;
import com.drew.imaging.tiff.TiffProcessingException;
import com.drew.lang.GeoLocation;
import com.drew.metadata.Directory;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifDirectoryBase;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifReader;
import com.drew.metadata.exif.ExifSubIFDDirectory;
import com.drew.metadata.exif.GpsDirectory;
import io.safelight.domain.image.ImageFormat;
import io.safelight.domain.image.Location;
import io.safelight.domain.image.Probe;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads EXIF with metadata-extractor: the block that libvips found, or the whole of a TIFF, which
 * is made of such blocks. Best effort: broken metadata is no metadata, and never fails an image.
 */
final class ExifReading {
    private static final int MAX_BLOCK_BYTES = 1024 * 1024;
    private static final byte[] PREAMBLE = {'E', 'x', 'i', 'f', 0, 0};
    private static final Pattern TIME =
            Pattern.compile("(\\d{4})[:-](\\d\\d)[:-](\\d\\d)[ T](\\d\\d):(\\d\\d):(\\d\\d).*");

    private ExifReading() {}

    /** For hostile data it may run out of stack; running out of heap ends the process. */
    static Exif of(ImageFormat format, VipsImage header, ByteBuffer bytes) {
        try {
            return switch (format) {
                case TIFF -> facts(tiff(bytes));
                case GIF -> Exif.NONE;
                case JPEG, PNG, WEBP, AVIF, HEIC ->
                        header.blob("exif-data", MAX_BLOCK_BYTES)
                                .map(block -> facts(block(block)))
                                .orElse(Exif.NONE);
            };
        } catch (IOException | TiffProcessingException | RuntimeException | StackOverflowError e) {
            return Exif.NONE;
        }
    }

    private static Metadata tiff(ByteBuffer bytes) throws IOException, TiffProcessingException {
        return TiffMetadataReader.readMetadata(new BudgetedReader(bytes));
    }

    private static Metadata block(byte[] block) {
        var metadata = new Metadata();
        int start = hasPreamble(block) ? PREAMBLE.length : 0;
        ByteBuffer tiff = ByteBuffer.wrap(block, start, block.length - start).slice();
        new ExifReader().extract(new BudgetedReader(tiff), metadata, 0);
        return metadata;
    }

    private static boolean hasPreamble(byte[] block) {
        return block.length >= PREAMBLE.length
                && Arrays.equals(block, 0, PREAMBLE.length, PREAMBLE, 0, PREAMBLE.length);
    }

    private static Exif facts(Metadata metadata) {
        return new Exif(camera(metadata), takenAt(metadata), location(metadata), tags(metadata));
    }

    private static Optional<Probe.Camera> camera(Metadata metadata) {
        var first = metadata.getFirstDirectoryOfType(ExifIFD0Directory.class);
        String make = text(first, ExifDirectoryBase.TAG_MAKE);
        String model = text(first, ExifDirectoryBase.TAG_MODEL);
        return make.isEmpty() && model.isEmpty()
                ? Optional.empty()
                : Optional.of(new Probe.Camera(make, model));
    }

    private static Optional<LocalDateTime> takenAt(Metadata metadata) {
        var sub = metadata.getFirstDirectoryOfType(ExifSubIFDDirectory.class);
        return time(text(sub, ExifDirectoryBase.TAG_DATETIME_ORIGINAL))
                .or(() -> time(text(sub, ExifDirectoryBase.TAG_DATETIME_DIGITIZED)));
    }

    private static Optional<LocalDateTime> time(String text) {
        Matcher parts = TIME.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        int[] numbers = new int[6];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = Integer.parseInt(parts.group(i + 1));
        }
        try {
            return Optional.of(
                    LocalDateTime.of(
                            numbers[0],
                            numbers[1],
                            numbers[2],
                            numbers[3],
                            numbers[4],
                            numbers[5]));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<Location> location(Metadata metadata) {
        var gps = metadata.getFirstDirectoryOfType(GpsDirectory.class);
        GeoLocation told = gps == null ? null : gps.getGeoLocation();
        if (told == null
                || told.isZero()
                || !(Math.abs(told.getLatitude()) <= 90 && Math.abs(told.getLongitude()) <= 180)) {
            return Optional.empty();
        }
        return Optional.of(new Location(told.getLatitude(), told.getLongitude()));
    }

    private static SortedMap<String, String> tags(Metadata metadata) {
        var tags = new TreeMap<String, String>();
        ExifTags.add(metadata.getFirstDirectoryOfType(ExifIFD0Directory.class), "IFD0", tags);
        ExifTags.add(metadata.getFirstDirectoryOfType(ExifSubIFDDirectory.class), "Exif", tags);
        ExifTags.add(metadata.getFirstDirectoryOfType(GpsDirectory.class), "GPS", tags);
        return tags;
    }

    private static String text(@Nullable Directory directory, int tag) {
        String text = directory == null ? null : directory.getString(tag);
        return text == null ? "" : CleanText.of(text);
    }
}
