package io.safelight.query;

import io.safelight.query.wire.Frame;
import io.safelight.query.wire.Frames;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Future;

/** A child that said that it is ready. One thread at a time talks to it. */
final class Member {
    private static final Duration START_LIMIT = Duration.ofSeconds(30);
    private static final int BUFFER_BYTES = 128 * 1024;

    private final QueryChild child;
    private final Frames frames;
    private int questions;

    private Member(QueryChild child, Frames frames) {
        this.child = child;
        this.frames = frames;
    }

    /**
     * @throws IOException when it does not come up
     */
    static Member launch(ChildLaunch launch, Path lake, Alarms alarms) throws IOException {
        QueryChild child = launch.launch(lake);
        Future<?> alarm = alarms.set(START_LIMIT, child::kill);
        try {
            var frames =
                    Frames.ofParent(
                            new BufferedInputStream(child.answers(), BUFFER_BYTES),
                            new BufferedOutputStream(child.requests(), BUFFER_BYTES));
            if (frames.read().kind() != Frame.Kind.READY) {
                throw new IOException("it did not say that it is ready");
            }
            return new Member(child, frames);
        } catch (IOException e) {
            child.kill();
            throw new IOException(
                    "The SQL engine's process did not start: " + child.lastWords(), e);
        } finally {
            alarm.cancel(false);
        }
    }

    Frames frames() {
        return frames;
    }

    /** Counts this question; true while more may follow it. */
    boolean countsAnotherBelow(int limit) {
        return ++questions < limit;
    }

    boolean isAlive() {
        return child.isAlive();
    }

    void kill() {
        child.kill();
    }

    String lastWords() {
        return child.lastWords();
    }
}
