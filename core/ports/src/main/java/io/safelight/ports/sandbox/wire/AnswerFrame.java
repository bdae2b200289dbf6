package io.safelight.ports.sandbox.wire;

import io.safelight.domain.image.Cause;
import io.safelight.domain.image.Probe;
import io.safelight.domain.program.Program;
import io.safelight.ports.sandbox.MadeOutput;
import io.safelight.ports.sandbox.ProgramAnswer;
import io.safelight.ports.sandbox.ProgramAnswer.Result;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the child says of one image. */
public final class AnswerFrame {
    private static final int MADE = 0;
    private static final int GAVE_UP = 1;
    private static final int MAX_CAUSE_CHARS = 500;
    private static final int MAX_CONTENT_TYPE_CHARS = 64;
    private static final long MAX_TOOK_NANOS = Duration.ofHours(24).toNanos();
    private static final long MAX_MEMORY_BYTES = 1L << 40;

    private AnswerFrame() {}

    /** Cleans and cuts texts so that they pass {@link #read}. */
    public static void write(OutputStream out, long number, List<ProgramAnswer> answers)
            throws IOException {
        var frame = new FrameWriter(FrameType.ANSWER).i64(number).u8(answers.size());
        for (ProgramAnswer answer : answers) {
            frame.text(answer.program().name().value());
            frame.i64(answer.took().toNanos()).i64(answer.peakMemoryBytes());
            switch (answer.result()) {
                case Result.Made made -> writeMade(frame.u8(MADE), made);
                case Result.GaveUp gaveUp -> writeCause(frame.u8(GAVE_UP), gaveUp.cause());
            }
        }
        frame.writeTo(out);
    }

    /**
     * @param number of the request that is to be answered
     * @param programs of the hello: each of them answers, in order
     * @throws WireException when it is anything but such an answer
     * @throws EOFException when the child ended before
     */
    public static List<ProgramAnswer> read(
            InputStream in, long number, List<Program> programs, WireLimits limits)
            throws IOException {
        FrameReader frame =
                FrameReader.next(in, FrameType.ANSWER, limits.answerBytes())
                        .orElseThrow(() -> new EOFException("ended before its answer"));
        FrameReader.require(frame.i64() == number, "the answer to another request");
        FrameReader.require(frame.u8() == programs.size(), "not one answer for each program");
        List<ProgramAnswer> answers = new ArrayList<>();
        try {
            for (Program program : programs) {
                answers.add(readAnswer(frame, program, limits));
            }
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new WireException("an answer that cannot be", e);
        }
        frame.end();
        return List.copyOf(answers);
    }

    private static ProgramAnswer readAnswer(FrameReader frame, Program program, WireLimits limits)
            throws IOException {
        String name = frame.text(64);
        FrameReader.require(name.equals(program.name().value()), "the answer of another program");
        Duration took = Duration.ofNanos(frame.i64(0, MAX_TOOK_NANOS));
        long peakMemoryBytes = frame.i64(0, MAX_MEMORY_BYTES);
        Result result =
                switch (frame.u8()) {
                    case MADE -> readMade(frame, program, limits);
                    case GAVE_UP -> new Result.GaveUp(readCause(frame));
                    default -> throw new WireException("an unknown kind of result");
                };
        return new ProgramAnswer(program, took, peakMemoryBytes, result);
    }

    private static void writeMade(FrameWriter frame, Result.Made made) throws IOException {
        frame.flag(made.probe().isPresent());
        if (made.probe().isPresent()) {
            ProbeFields.write(frame, made.probe().get());
        }
        frame.u8(made.outputs().size());
        for (MadeOutput output : made.outputs()) {
            frame.text(output.name()).text(output.contentType()).blob(output.content());
        }
    }

    private static Result readMade(FrameReader frame, Program program, WireLimits limits)
            throws IOException {
        Optional<Probe> probe =
                frame.flag() ? Optional.of(ProbeFields.read(frame)) : Optional.empty();
        FrameReader.require(
                probe.isEmpty() || program.name().value().equals("probe"),
                "a probe from a program of another name");
        int count = frame.count(limits.outputsPerProgram());
        List<MadeOutput> outputs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String name = frame.text(64);
            String contentType = frame.text(MAX_CONTENT_TYPE_CHARS);
            outputs.add(new MadeOutput(name, contentType, frame.blob(limits.outputBytes())));
        }
        long names = outputs.stream().map(MadeOutput::name).distinct().count();
        FrameReader.require(names == count, "two outputs of one name");
        return new Result.Made(probe, outputs);
    }

    private static void writeCause(FrameWriter frame, Cause cause) throws IOException {
        frame.text(cause.code()).text(CleanText.of(cause.text(), MAX_CAUSE_CHARS));
    }

    private static Cause readCause(FrameReader frame) throws IOException {
        return new Cause(frame.text(64), frame.text(MAX_CAUSE_CHARS));
    }
}
