package io.safelight.ports.sandbox.wire;

import io.safelight.domain.image.Dimensions;
import io.safelight.domain.image.Location;
import io.safelight.domain.image.Probe;
import io.safelight.domain.image.Probe.Camera;
import io.safelight.domain.image.Probe.Looks;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** A probe within an answer. */
final class ProbeFields {
    private static final int MAX_COLOR_SPACE_CHARS = 64;
    private static final int MAX_CAMERA_CHARS = 256;
    private static final int MAX_KEY_CHARS = 128;
    private static final int MAX_VALUE_CHARS = 2048;
    private static final int MAX_YEAR = 9999;

    private static final Pattern PHASH = Pattern.compile("[0-9a-f]{16}");
    private static final Pattern COLOR = Pattern.compile("#[0-9a-f]{6}");

    /** The base 83 of blurha.sh; 4×3 components make 28 characters. */
    private static final Pattern BLURHASH =
            Pattern.compile("[0-9A-Za-z#$%*+,\\-.:;=?@\\[\\]^_{|}~]{6,64}");

    private ProbeFields() {}

    static void write(FrameWriter frame, Probe probe) throws IOException {
        frame.i32(probe.size().width()).i32(probe.size().height()).i32(probe.size().pages());
        frame.u8(probe.orientation());
        frame.text(CleanText.of(probe.colorSpace(), MAX_COLOR_SPACE_CHARS));
        writeCamera(frame, probe.camera());
        writeTakenAt(frame, probe.takenAt());
        frame.flag(probe.location().isPresent());
        if (probe.location().isPresent()) {
            frame.f64(probe.location().get().latitude()).f64(probe.location().get().longitude());
        }
        Looks looks = probe.looks();
        frame.text(looks.phash()).text(looks.dominantColor()).text(looks.blurhash());
        writeExif(frame, probe.exif());
    }

    static Probe read(FrameReader frame) throws IOException {
        var size = new Dimensions(frame.i32(), frame.i32(), frame.i32());
        int orientation = frame.u8();
        String colorSpace = frame.text(MAX_COLOR_SPACE_CHARS);
        Optional<Camera> camera = readCamera(frame);
        Optional<LocalDateTime> takenAt = readTakenAt(frame);
        Optional<Location> location =
                frame.flag()
                        ? Optional.of(new Location(frame.f64(), frame.f64()))
                        : Optional.empty();
        var looks =
                new Looks(
                        matching(PHASH, frame.text(16)),
                        matching(COLOR, frame.text(7)),
                        matching(BLURHASH, frame.text(64)));
        return new Probe(
                size, orientation, colorSpace, camera, takenAt, location, looks, readExif(frame));
    }

    private static String matching(Pattern form, String text) throws WireException {
        FrameReader.require(form.matcher(text).matches(), "looks that are not in their form");
        return text;
    }

    private static void writeCamera(FrameWriter frame, Optional<Camera> camera) throws IOException {
        frame.flag(camera.isPresent());
        if (camera.isPresent()) {
            frame.text(CleanText.of(camera.get().make(), MAX_CAMERA_CHARS));
            frame.text(CleanText.of(camera.get().model(), MAX_CAMERA_CHARS));
        }
    }

    private static Optional<Camera> readCamera(FrameReader frame) throws IOException {
        return frame.flag()
                ? Optional.of(
                        new Camera(frame.text(MAX_CAMERA_CHARS), frame.text(MAX_CAMERA_CHARS)))
                : Optional.empty();
    }

    /** A year of more than four digits is not worth an image: it is left out. */
    private static void writeTakenAt(FrameWriter frame, Optional<LocalDateTime> takenAt)
            throws IOException {
        Optional<LocalDateTime> kept = takenAt.filter(ProbeFields::isOrdinary);
        frame.flag(kept.isPresent());
        if (kept.isPresent()) {
            Instant time = kept.get().toInstant(ZoneOffset.UTC);
            frame.i64(time.getEpochSecond()).i32(time.getNano());
        }
    }

    private static Optional<LocalDateTime> readTakenAt(FrameReader frame) throws IOException {
        if (!frame.flag()) {
            return Optional.empty();
        }
        var takenAt = LocalDateTime.ofEpochSecond(frame.i64(), frame.i32(), ZoneOffset.UTC);
        FrameReader.require(isOrdinary(takenAt), "a year out of its range");
        return Optional.of(takenAt);
    }

    private static boolean isOrdinary(LocalDateTime time) {
        return time.getYear() >= 1 && time.getYear() <= MAX_YEAR;
    }

    private static void writeExif(FrameWriter frame, Map<String, String> exif) throws IOException {
        SortedMap<String, String> clean = new TreeMap<>();
        exif.forEach(
                (key, value) ->
                        clean.put(
                                CleanText.of(key, MAX_KEY_CHARS),
                                CleanText.of(value, MAX_VALUE_CHARS)));
        frame.u8(clean.size());
        for (Map.Entry<String, String> tag : clean.entrySet()) {
            frame.text(tag.getKey()).text(tag.getValue());
        }
    }

    private static SortedMap<String, String> readExif(FrameReader frame) throws IOException {
        int count = frame.count(Probe.MAX_EXIF_ENTRIES);
        SortedMap<String, String> exif = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            exif.put(frame.text(MAX_KEY_CHARS), frame.text(MAX_VALUE_CHARS));
        }
        FrameReader.require(exif.size() == count, "an EXIF tag twice");
        return exif;
    }
}
