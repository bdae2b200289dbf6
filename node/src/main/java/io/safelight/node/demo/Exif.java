package io.safelight.node.demo;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * What a camera writes about a photograph (CIPA DC-008, Exif 2.32): a small TIFF file inside a JPEG
 * segment.
 */
record Exif(
        String make,
        String model,
        int orientation,
        LocalDateTime takenAt,
        int iso,
        double latitude,
        double longitude) {
    private static final int APP1 = 0xE1;
    private static final byte[] PREFIX = "Exif\0\0".getBytes(US_ASCII);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy:MM:dd HH:mm:ss", Locale.ROOT);
    private static final int TIFF_HEADER_BYTES = 8;

    private static final int EXIF_DIRECTORY = 0x8769;
    private static final int GPS_DIRECTORY = 0x8825;

    JpegFile.Segment segment() {
        byte[] tiff = tiff();
        return new JpegFile.Segment(
                APP1,
                ByteBuffer.allocate(PREFIX.length + tiff.length).put(PREFIX).put(tiff).array());
    }

    /** Header, main directory, Exif directory, GPS directory; a directory's size is known early. */
    private byte[] tiff() {
        int exifAt = TIFF_HEADER_BYTES + main(0, 0).bytes();
        TiffDirectory exif = exif();
        int gpsAt = exifAt + exif.bytes();
        TiffDirectory gps = gps();
        var tiff = ByteBuffer.allocate(gpsAt + gps.bytes());
        tiff.put("MM".getBytes(US_ASCII)).putShort((short) 42).putInt(TIFF_HEADER_BYTES);
        main(exifAt, gpsAt).writeTo(tiff);
        exif.writeTo(tiff);
        gps.writeTo(tiff);
        return tiff.array();
    }

    private TiffDirectory main(int exifAt, int gpsAt) {
        return new TiffDirectory(
                List.of(
                        TiffField.text(0x010F, make),
                        TiffField.text(0x0110, model),
                        TiffField.number16(0x0112, orientation),
                        TiffField.text(0x0131, "Safelight demo"),
                        TiffField.number32(EXIF_DIRECTORY, exifAt),
                        TiffField.number32(GPS_DIRECTORY, gpsAt)));
    }

    private TiffDirectory exif() {
        return new TiffDirectory(
                List.of(
                        TiffField.rationals(0x829A, 1, 250),
                        TiffField.rationals(0x829D, 56, 10),
                        TiffField.number16(0x8827, iso),
                        TiffField.text(0x9003, TIME.format(takenAt)),
                        TiffField.text(0x9011, "+00:00"),
                        TiffField.rationals(0x920A, 35, 1)));
    }

    private TiffDirectory gps() {
        return new TiffDirectory(
                List.of(
                        TiffField.raw(0x0000, 2, 3, 0, 0),
                        TiffField.text(0x0001, latitude < 0 ? "S" : "N"),
                        degrees(0x0002, latitude),
                        TiffField.text(0x0003, longitude < 0 ? "W" : "E"),
                        degrees(0x0004, longitude)));
    }

    /** Degrees, minutes and thousandths of seconds. */
    private static TiffField degrees(int tag, double value) {
        long thousandths = Math.round(Math.abs(value) * 3_600_000);
        return TiffField.rationals(
                tag,
                (int) (thousandths / 3_600_000),
                1,
                (int) (thousandths / 60_000 % 60),
                1,
                (int) (thousandths % 60_000),
                1000);
    }
}
