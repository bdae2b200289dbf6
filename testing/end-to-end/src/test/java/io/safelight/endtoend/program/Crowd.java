package io.safelight.endtoend.program;

import java.io.IOException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/** Many clients that each do one thing. */
public final class Crowd {
    /** What the client with a number does. */
    public interface Deed {
        void act(int number) throws IOException;
    }

    private Crowd() {}

    /** Returns when all have acted: what went wrong. */
    public static List<String> act(int clients, int atOnce, Deed deed) throws InterruptedException {
        var places = new Semaphore(atOnce);
        Queue<String> failures = new ConcurrentLinkedQueue<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < clients; i++) {
                int number = i;
                places.acquire();
                threads.execute(
                        () -> {
                            try {
                                deed.act(number);
                            } catch (IOException | RuntimeException | AssertionError e) {
                                failures.add(e.toString());
                            } finally {
                                places.release();
                            }
                        });
            }
        }
        return List.copyOf(failures);
    }
}
