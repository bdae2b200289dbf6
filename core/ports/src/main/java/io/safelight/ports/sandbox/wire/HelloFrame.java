package io.safelight.ports.sandbox.wire;

import io.safelight.domain.program.Program;
import io.safelight.domain.program.ProgramName;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/** The child's first frame: which programs it runs. */
public final class HelloFrame {
    private static final int MAX_BYTES = 64 * 1024;

    private HelloFrame() {}

    public static void write(OutputStream out, List<Program> programs) throws IOException {
        var frame = new FrameWriter(FrameType.HELLO).u8(programs.size());
        for (Program program : programs) {
            frame.text(program.name().value()).text(program.version()).flag(program.required());
        }
        frame.writeTo(out);
    }

    /**
     * @throws WireException when it is not one, or names a program twice, or none
     * @throws EOFException when the child ended before
     */
    public static List<Program> read(InputStream in, WireLimits limits) throws IOException {
        FrameReader frame =
                FrameReader.next(in, FrameType.HELLO, MAX_BYTES)
                        .orElseThrow(() -> new EOFException("ended before its hello"));
        int count = frame.count(limits.programs());
        List<Program> programs = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                var name = new ProgramName(frame.text(64));
                programs.add(new Program(name, frame.text(64), frame.flag()));
            }
        } catch (IllegalArgumentException e) {
            throw new WireException("a program that cannot be", e);
        }
        frame.end();
        long names = programs.stream().map(Program::name).distinct().count();
        FrameReader.require(count > 0 && names == count, "no programs, or one of them twice");
        return List.copyOf(programs);
    }
}
