package io.safelight.adapter.vips;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.safelight.adapter.iceberg.LakeTexts;
import io.safelight.adapter.sql.LedgerColumns;
import io.safelight.domain.image.Dimensions;
import io.safelight.domain.image.ImageFormat;
import io.safelight.domain.image.Probe;
import io.safelight.domain.work.Findings;
import io.safelight.fuzz.Bytes;
import io.safelight.fuzz.TiffSeed;
import io.safelight.fuzz.Trial;
import io.safelight.ports.sandbox.ProgramAnswer;
import io.safelight.ports.sandbox.wire.AnswerFrame;
import io.safelight.ports.sandbox.wire.WireLimits;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** EXIF, from an image's bytes through the sandbox's pipe and the ledger to the lake. */
class ExifFuzzTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final byte[] SMALLEST =
            Bytes.base64("R0lGODlhAQABAPAAAP8AAAAAACH5BAAAAAAALAAAAAABAAEAAAICRAEAOw==");
    private static final Probe.Looks LOOKS =
            new Probe.Looks("0123456789abcdef", "#102030", "LEHV6nWB2yk8pyo0adR*.7kCMdnj");

    /** Of a picture that has nothing to do with the bytes: those of a TIFF are read directly. */
    private final VipsImage header =
            Source.open(Vips.open(Optional.empty()), ImageFormat.GIF, native_(SMALLEST)).header();

    static Stream<byte[]> seeds() {
        byte[] gps = new TiffSeed().text(1, "N").ratios(2, 47, 1, 30, 1, 0, 1).done();
        return Stream.of(
                new TiffSeed().text(0x10f, "Maker").text(0x110, "Model \u00e7").done(),
                new TiffSeed().number(0x8769, 26).text(0x9003, "2026:11:21 12:00:00").done(),
                new TiffSeed().text(0x9003, "0000:13:99 99:99:99").done(),
                new TiffSeed().ratios(0x829a, 1, 60).ratios(0x829d, 28, 10, 0, 0).done(),
                new TiffSeed().number(0x8825, 8).text(1, "N").text(3, "W").done(),
                new TiffSeed().entry(0x8825, 4, 1, new Bytes().u32Little(26).done()).done(),
                new Bytes().bytes(new TiffSeed().number(0x8825, 26).done()).bytes(gps).done(),
                new TiffSeed().entry(0x9c9b, 1, 4, new byte[] {65, 0, 66, 0}).done(),
                new TiffSeed().entry(0x100, 12, 1, new byte[8]).done());
    }

    private static MemorySegment native_(byte[] bytes) {
        MemorySegment segment = Arena.global().allocate(bytes.length);
        segment.copyFrom(MemorySegment.ofArray(bytes));
        return segment;
    }

    @MethodSource("seeds")
    @FuzzTest
    void whateverAnImageSaysIsCleanAndArrivesUnchanged(byte[] tiff) {
        Trial.run(() -> check(tiff), (Object) tiff);
    }

    private void check(byte[] tiff) throws IOException {
        Exif exif = ExifReading.of(ImageFormat.TIFF, header, ByteBuffer.wrap(tiff));
        exif.tags().values().forEach(ExifFuzzTest::isClean);
        exif.camera().ifPresent(camera -> isClean(camera.make() + camera.model()));
        var probe =
                new Probe(
                        new Dimensions(1, 1, 1),
                        1,
                        "srgb",
                        exif.camera(),
                        exif.takenAt(),
                        exif.location(),
                        LOOKS,
                        exif.tags());
        Probe arrived = throughThePipe(probe);
        assertThat(arrived.exif()).isEqualTo(probe.exif());
        assertThat(arrived.camera()).isEqualTo(probe.camera());
        assertThat(arrived.location()).isEqualTo(probe.location());
        if (exif.takenAt().filter(time -> time.getYear() > 0).isPresent()) {
            assertThat(arrived.takenAt()).isEqualTo(probe.takenAt());
        }
        sameInLedgerAndLake(arrived);
    }

    private static void isClean(String text) {
        assertThat(text.length()).isLessThanOrEqualTo(2 * CleanText.MAX_CHARS);
        assertThat(text.chars().anyMatch(Character::isISOControl)).isFalse();
    }

    private static Probe throughThePipe(Probe probe) throws IOException {
        var made = new ProgramAnswer.Result.Made(Optional.of(probe), List.of());
        var answer = new ProgramAnswer(BuiltInPrograms.PROBE, Duration.ZERO, 0, made);
        var pipe = new ByteArrayOutputStream();
        AnswerFrame.write(pipe, 1, List.of(answer));
        var read =
                AnswerFrame.read(
                        new ByteArrayInputStream(pipe.toByteArray()),
                        1,
                        List.of(BuiltInPrograms.PROBE),
                        WireLimits.defaults());
        return ((ProgramAnswer.Result.Made) read.getFirst().result()).probe().orElseThrow();
    }

    private static void sameInLedgerAndLake(Probe probe) throws IOException {
        var findings =
                new Findings(
                        Optional.empty(),
                        Optional.of(probe),
                        List.of(),
                        List.of(),
                        Optional.empty());
        assertThat(LedgerColumns.throughTheLedger(findings)).isEqualTo(findings);
        JsonNode lake = JSON.readTree(LakeTexts.exif(probe.exif()));
        assertThat(lake.size()).isEqualTo(probe.exif().size());
        probe.exif().forEach((tag, text) -> assertThat(lake.path(tag).asText()).isEqualTo(text));
    }
}
