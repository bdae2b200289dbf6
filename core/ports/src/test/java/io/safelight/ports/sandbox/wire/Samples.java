package io.safelight.ports.sandbox.wire;

import io.safelight.domain.image.Cause;
import io.safelight.domain.image.Dimensions;
import io.safelight.domain.image.Location;
import io.safelight.domain.image.Probe;
import io.safelight.domain.image.Probe.Camera;
import io.safelight.domain.image.Probe.Looks;
import io.safelight.domain.program.Program;
import io.safelight.domain.program.ProgramName;
import io.safelight.ports.sandbox.MadeOutput;
import io.safelight.ports.sandbox.ProgramAnswer;
import io.safelight.ports.sandbox.ProgramAnswer.Result;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Frames of every kind. */
final class Samples {
    static final Program PROBE = program("probe");
    static final Program RENDITIONS = program("renditions");
    static final Program LABELS = program("labels");
    static final List<Program> PROGRAMS = List.of(PROBE, RENDITIONS, LABELS);
    static final long NUMBER = 7;

    private Samples() {}

    static Probe probe(Map<String, String> exif, Optional<LocalDateTime> takenAt) {
        return new Probe(
                new Dimensions(6000, 4000, 1),
                6,
                "srgb",
                Optional.of(new Camera("Canon", "EOS R5")),
                takenAt,
                Optional.of(new Location(48.2, 16.4)),
                new Looks("0123456789abcdef", "#336699", "LEHV6nWB2yk8pyo0adR*.7kCMdnj"),
                new TreeMap<>(exif));
    }

    static List<ProgramAnswer> answers() {
        var takenAt = LocalDateTime.of(2026, 11, 21, 12, 0, 0, 5);
        return answers(
                probe(Map.of("Lens", "RF 50 mm", "Größe", "a\u00fcb"), Optional.of(takenAt)));
    }

    static List<ProgramAnswer> answers(Probe probe) {
        var preview = new MadeOutput("preview.jpg", "image/jpeg", ByteBuffer.wrap(new byte[1000]));
        var thumb = new MadeOutput("thumb.webp", "image/webp", ByteBuffer.wrap(new byte[100]));
        return List.of(
                answer(PROBE, new Result.Made(Optional.of(probe), List.of())),
                answer(RENDITIONS, new Result.Made(Optional.empty(), List.of(preview, thumb))),
                answer(LABELS, new Result.GaveUp(new Cause("no-labels", "Nothing to be seen."))));
    }

    static ProgramAnswer answer(Program program, Result result) {
        return new ProgramAnswer(program, Duration.ofMillis(120), 50 << 20, result);
    }

    static byte[] frame(List<ProgramAnswer> answers) throws IOException {
        var out = new ByteArrayOutputStream();
        AnswerFrame.write(out, NUMBER, answers);
        return out.toByteArray();
    }

    static List<ProgramAnswer> read(byte[] frame) throws IOException {
        InputStream in = new ByteArrayInputStream(frame);
        return AnswerFrame.read(in, NUMBER, PROGRAMS, WireLimits.defaults());
    }

    private static Program program(String name) {
        return new Program(new ProgramName(name), "1.2", true);
    }
}
