package io.safelight.child;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Duration;

/** A program that asks its prisoner once more while it shuts down, and tells what it heard. */
final class Interrupted {
    private static final Duration FOR_A_SIGNAL = Duration.ofMillis(500);

    private Interrupted() {}

    public static void main(String[] arguments) throws Exception {
        JailedJvm jail = JailedJvm.start(Jailer.spec("echo"));
        System.out.println(echo(jail, "up"));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> askAgain(jail)));
        System.out.println("ready");
        if (System.in.read() >= 0) {
            jail.kill();
        }
    }

    private static void askAgain(JailedJvm jail) {
        try {
            boolean ended = jail.awaitEnd(FOR_A_SIGNAL);
            System.out.println(ended ? jail.exitStatus() : echo(jail, "still here"));
        } catch (IOException e) {
            System.out.println(e);
        }
    }

    private static String echo(JailedJvm jail, String text) throws IOException {
        jail.requests().write(text.getBytes(UTF_8));
        jail.requests().flush();
        return new String(jail.answers().readNBytes(text.length()), UTF_8);
    }
}
