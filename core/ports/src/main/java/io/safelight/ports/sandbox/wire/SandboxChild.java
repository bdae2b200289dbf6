package io.safelight.ports.sandbox.wire;

import io.safelight.domain.program.Program;
import io.safelight.ports.sandbox.ProgramAnswer;
import io.safelight.ports.sandbox.ProgramHost;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The child's side: takes one request after the other until there are no more. */
public final class SandboxChild {
    private SandboxChild() {}

    /**
     * What a child's {@code main} calls. Requests come on standard input; answers go to the file
     * that the first argument names, which is not standard output, because libraries and the
     * virtual machine write there as they please. Wants {@code --enable-native-access}.
     *
     * @param programs called once
     */
    public static void serve(String[] arguments, Supplier<ProgramHost> programs)
            throws IOException {
        if (arguments.length != 1) {
            throw new IllegalArgumentException("the argument is the file that takes the answers");
        }
        System.setOut(System.err);
        PipeRoom.enlargeInput();
        try (var in = new FileInputStream(FileDescriptor.in);
                var out = new FileOutputStream(arguments[0])) {
            serve(in, out, programs.get());
        }
    }

    /**
     * Returns when {@code in} ends. Whatever {@code host} throws ends the child: that is what it is
     * for.
     */
    public static void serve(InputStream in, OutputStream out, ProgramHost host)
            throws IOException {
        List<Program> programs = host.programs();
        HelloFrame.write(out, programs);
        Optional<RequestFrame> next = RequestFrame.read(in);
        while (next.isPresent()) {
            answer(next.get(), out, host);
            next = RequestFrame.read(in);
        }
    }

    private static void answer(RequestFrame request, OutputStream out, ProgramHost host)
            throws IOException {
        try (var bytes = request.bytes()) {
            TakenFrame.write(out, request.number());
            List<ProgramAnswer> answers = host.run(request.format(), bytes, request.limit());
            AnswerFrame.write(out, request.number(), answers);
        }
    }
}
