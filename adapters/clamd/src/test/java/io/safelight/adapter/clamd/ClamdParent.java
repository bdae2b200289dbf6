package io.safelight.adapter.clamd;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A program that starts clamd, tells where it is, and waits to be killed. */
final class ClamdParent {
    private ClamdParent() {}

    public static void main(String[] args) throws InterruptedException {
        var clamd = ClamdProcess.start(ClamdBench.settings(Path.of(args[0])));
        while (clamd.pid().isEmpty() || !clamd.socket().toFile().exists()) {
            Thread.onSpinWait();
        }
        System.out.println(clamd.pid().getAsLong() + " " + clamd.socket().getParent());
        new CountDownLatch(1).await();
    }
}
