package io.safelight.adapter.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.safelight.domain.image.ImageFormat;
import io.safelight.ports.bytes.ImageBytes;
import io.safelight.ports.sandbox.ProgramAnswer;
import io.safelight.ports.sandbox.wire.AnswerFrame;
import io.safelight.ports.sandbox.wire.HelloFrame;
import io.safelight.ports.sandbox.wire.RequestFrame;
import io.safelight.ports.sandbox.wire.TakenFrame;
import io.safelight.testkit.sandbox.Script;
import io.safelight.testkit.sandbox.ScriptedPrograms;
import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * A child that was taken over: an image's text says what it does. Text it does not know is echoed.
 */
final class Misbehaving {
    static final String DIES_WHILE_READING = "DIES_WHILE_READING";

    private final OutputStream out;
    private final ScriptedPrograms programs = ScriptedPrograms.ofThisProcess();

    private Misbehaving(OutputStream out) {
        this.out = out;
    }

    public static void main(String[] arguments) throws Exception {
        try (var out = new FileOutputStream(arguments[0])) {
            new Misbehaving(out).serve();
        }
    }

    static byte[] image(String deed) {
        return ("deed " + deed + " ").getBytes(UTF_8);
    }

    private void serve() throws Exception {
        HelloFrame.write(out, programs.programs());
        if (System.getenv(DIES_WHILE_READING) != null) {
            System.in.readNBytes(40);
            Runtime.getRuntime().halt(1);
        }
        Optional<RequestFrame> next = RequestFrame.read(System.in);
        while (next.isPresent()) {
            serve(next.get());
            next = RequestFrame.read(System.in);
        }
    }

    private void serve(RequestFrame request) throws Exception {
        String deed = UTF_8.decode(request.bytes().buffer()).toString().split(" ")[1];
        long number = request.number();
        TakenFrame.write(out, deed.equals("other-taken") ? number + 1 : number);
        switch (deed) {
            case "segfault" -> MemorySegment.ofAddress(8).reinterpret(8).set(BYTE, 0, (byte) 1);
            case "native-memory" -> allocateNative();
            case "heap-memory" -> allocateHeap();
            case "noise" -> writeForEver(new Random(42));
            case "long-frame" -> out.write(withLength(answer(number), Long.MAX_VALUE));
            case "negative-length" -> out.write(withLength(answer(number), -1));
            case "other-number" -> out.write(answer(number + 1));
            case "twice" -> {
                out.write(answer(number));
                out.write(answer(number));
            }
            case "half" -> {
                byte[] answer = answer(number);
                out.write(Arrays.copyOf(answer, answer.length / 2));
                Runtime.getRuntime().halt(0);
            }
            case "drip" -> drip(answer(number));
            case "mute" -> Thread.sleep(Duration.ofHours(1));
            case "chatter" -> {
                System.out.println("a library's own opinion");
                System.err.println("another's");
                out.write(answer(number));
            }
            default -> out.write(answer(number));
        }
    }

    private static final ValueLayout.OfByte BYTE = ValueLayout.JAVA_BYTE;

    private byte[] answer(long number) throws IOException {
        byte[] script = Script.of(Script.Verb.ECHO, "answer " + number).image();
        try (var bytes = ImageBytes.of(script)) {
            List<ProgramAnswer> answers = programs.run(ImageFormat.JPEG, bytes, Duration.ZERO);
            var frame = new ByteArrayOutputStream();
            AnswerFrame.write(frame, number, answers);
            return frame.toByteArray();
        }
    }

    private static byte[] withLength(byte[] frame, long length) {
        ByteBuffer.wrap(frame).putLong(6, length);
        return frame;
    }

    private void writeForEver(Random random) throws IOException {
        byte[] noise = new byte[4096];
        while (true) {
            random.nextBytes(noise);
            out.write(noise);
        }
    }

    /** One byte at a time: each of them in time, all of them too late. */
    private void drip(byte[] answer) throws Exception {
        for (byte b : answer) {
            out.write(b);
            out.flush();
            Thread.sleep(20);
        }
    }

    private static void allocateNative() {
        for (int i = 0; i < 4096; i++) {
            Arena.global().allocate(1 << 20).fill((byte) 1);
        }
    }

    private static void allocateHeap() {
        List<byte[]> kept = new ArrayList<>();
        while (kept.size() < 4096) {
            kept.add(new byte[1 << 20]);
        }
    }
}
