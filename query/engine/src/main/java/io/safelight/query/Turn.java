package io.safelight.query;

import io.safelight.ports.lake.LakeFiles;
import io.safelight.query.wire.Frame;
import io.safelight.query.wire.Question;
import io.safelight.query.wire.SqlCode;
import io.safelight.query.wire.SqlRefusal;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One question's use of a child, from asking to the last byte. The time that the child works is
 * limited, and so is the time that the caller takes to read.
 */
final class Turn {
    private final Crew crew;
    private final Member member;
    private final LakeFiles files;
    private final Alarms alarms;
    private final QuerySettings settings;
    private final AtomicBoolean finished = new AtomicBoolean();
    private final AtomicReference<@Nullable SqlRefusal> overdue = new AtomicReference<>();
    private final AtomicReference<@Nullable Future<?>> delivery = new AtomicReference<>();
    private long workNanosLeft;
    private long bytes;

    Turn(Crew crew, Member member, LakeFiles files, Alarms alarms, QuerySettings settings) {
        this.crew = crew;
        this.member = member;
        this.files = files;
        this.alarms = alarms;
        this.settings = settings;
        this.workNanosLeft = settings.timeLimit().toNanos();
    }

    /**
     * Asks, and waits for the first of the answer.
     *
     * @throws IOException when the child is gone; {@link #reason} tells why
     */
    Frame ask(Question question) throws IOException {
        byte[] payload = question.toBytes();
        if (payload.length > Frame.MAX_QUESTION_BYTES) {
            throw new IOException("the lake has too many files for one question");
        }
        return timed(
                () -> {
                    member.frames().write(Frame.Kind.QUESTION, payload, payload.length);
                    return member.frames().read();
                });
    }

    /** From here on the caller reads. */
    void deliver() {
        delivery.set(alarms.set(settings.deliveryLimit(), () -> expire(slowReader())));
    }

    Frame next() throws IOException {
        return timed(member.frames()::read);
    }

    /**
     * Counts bytes of the answer. The child has the same limit, but is not to be trusted.
     *
     * @throws IOException when there are too many
     */
    void count(int more) throws IOException {
        bytes += more;
        if (bytes > settings.maxAnswer().bytes()) {
            throw new IOException("the child sent more than it may");
        }
    }

    /**
     * Gives the child back, once.
     *
     * @param sound whether it may be asked again
     */
    void finish(boolean sound) {
        if (finished.compareAndSet(false, true)) {
            Future<?> alarm = delivery.get();
            if (alarm != null) {
                alarm.cancel(false);
            }
            try {
                crew.giveBack(member, sound);
            } finally {
                files.close();
            }
        }
    }

    /** Why the child is gone. */
    SqlRefusal reason() {
        SqlRefusal known = overdue.get();
        return known != null
                ? known
                : new SqlRefusal(
                        SqlCode.FAILED,
                        "The engine broke down over this statement; it may need too much memory."
                                + " Make it smaller.");
    }

    private Frame timed(Step step) throws IOException {
        long start = System.nanoTime();
        Duration left = Duration.ofNanos(Math.max(1, workNanosLeft));
        Future<?> alarm = alarms.set(left, () -> expire(timedOut()));
        try {
            return step.take();
        } finally {
            alarm.cancel(false);
            workNanosLeft -= System.nanoTime() - start;
        }
    }

    private void expire(SqlRefusal why) {
        overdue.compareAndSet(null, why);
        finish(false);
    }

    private SqlRefusal timedOut() {
        return new SqlRefusal(
                SqlCode.TIMED_OUT,
                "The statement took longer than "
                        + settings.timeLimit().toMillis()
                        + " ms. Ask for less at once, for example for fewer hours.");
    }

    private SqlRefusal slowReader() {
        return new SqlRefusal(SqlCode.TIMED_OUT, "The answer was read too slowly.");
    }

    @FunctionalInterface
    private interface Step {
        Frame take() throws IOException;
    }
}
