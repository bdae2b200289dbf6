package io.safelight.query.child;

import io.safelight.child.Inside;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Path;

/** The program in the jail. Arguments: memory in bytes, threads, scratch folder. */
public final class QueryChildMain {
    /** DuckDB plans on the calling thread, and recurses as deep as the statement. */
    private static final long STACK_BYTES = 64L << 20;

    /** A frame goes out in one piece. */
    private static final int BUFFER_BYTES = 128 * 1024;

    private QueryChildMain() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var limits = new Limits(Long.parseLong(arguments[0]), Integer.parseInt(arguments[1]));
        Path scratch = Path.of(arguments[2]);
        var requests = new BufferedInputStream(Inside.requests());
        var answers = new BufferedOutputStream(Inside.answers(), BUFFER_BYTES);
        Runnable work =
                () -> {
                    try {
                        Desk.serve(requests, answers, limits, scratch);
                        System.exit(0);
                    } catch (Exception e) {
                        System.err.println("query child ends: " + e.getClass().getName());
                        System.exit(1);
                    }
                };
        Thread desk = new Thread(null, work, "desk", STACK_BYTES);
        desk.start();
        desk.join();
    }
}
