package io.safelight.query;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The children: as many at work as there are places, and one more kept warm. Safe for many threads.
 */
final class Crew implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Crew.class);

    private final QuerySettings settings;
    private final ChildLaunch launch;
    private final Path lake;
    private final Alarms alarms;
    private final Semaphore places;
    private final ExecutorService warmer;
    private final Deque<Member> idle = new ArrayDeque<>();
    private final Set<Member> working = new HashSet<>();
    private boolean closed;

    private Crew(QuerySettings settings, ChildLaunch launch, Path lake, Alarms alarms) {
        this.settings = settings;
        this.launch = launch;
        this.lake = lake;
        this.alarms = alarms;
        this.places = new Semaphore(settings.places(), true);
        this.warmer =
                Executors.newSingleThreadExecutor(
                        Thread.ofPlatform().name("query-warmer").daemon().factory());
    }

    /**
     * @throws IOException when not even one child comes up
     */
    static Crew start(QuerySettings settings, ChildLaunch launch, Path lake, Alarms alarms)
            throws IOException {
        var crew = new Crew(settings, launch, lake, alarms);
        try {
            crew.idle.push(Member.launch(launch, lake, alarms));
        } catch (IOException e) {
            crew.close();
            throw e;
        }
        return crew;
    }

    /**
     * A child of one's own, to be given back. Empty when none became free in time.
     *
     * @throws IOException when none can be started
     */
    Optional<Member> take() throws IOException {
        if (!acquire()) {
            return Optional.empty();
        }
        try {
            Member member = warm().orElse(null);
            if (member == null) {
                member = Member.launch(launch, lake, alarms);
            }
            return Optional.of(enlist(member));
        } catch (IOException | RuntimeException e) {
            places.release();
            throw e;
        }
    }

    /**
     * @param sound whether it may be asked again
     */
    void giveBack(Member member, boolean sound) {
        boolean stays = sound && member.countsAnotherBelow(settings.questionsPerChild());
        synchronized (this) {
            working.remove(member);
            stays &= !closed;
            if (stays) {
                idle.push(member);
            }
        }
        if (!stays) {
            member.kill();
            rewarm();
        }
        places.release();
    }

    /** Ends all children, also those at work. */
    @Override
    public void close() {
        Set<Member> all;
        synchronized (this) {
            closed = true;
            all = new HashSet<>(idle);
            all.addAll(working);
            idle.clear();
        }
        warmer.shutdownNow();
        all.forEach(Member::kill);
        try {
            if (!warmer.awaitTermination(10, TimeUnit.SECONDS)) {
                LOG.atWarn().log("query.warmer.stuck");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean acquire() {
        try {
            return places.tryAcquire(settings.patience().toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** One that died while it waited is no use, and its death nobody's fault. */
    private Optional<Member> warm() {
        while (true) {
            Member member;
            synchronized (this) {
                member = idle.poll();
            }
            if (member == null || member.isAlive()) {
                return Optional.ofNullable(member);
            }
            LOG.atWarn().addKeyValue("lastWords", member.lastWords()).log("query.child.died-idle");
            member.kill();
        }
    }

    private Member enlist(Member member) throws IOException {
        synchronized (this) {
            if (!closed) {
                working.add(member);
                return member;
            }
        }
        member.kill();
        throw new IOException("the engine is closed");
    }

    /** So that the next question does not pay for the start. */
    private void rewarm() {
        try {
            warmer.execute(this::keepOneWarm);
        } catch (RejectedExecutionException e) {
            LOG.atDebug().log("query.warmer.closed");
        }
    }

    private void keepOneWarm() {
        synchronized (this) {
            if (closed || !idle.isEmpty()) {
                return;
            }
        }
        try {
            Member member = Member.launch(launch, lake, alarms);
            boolean kept;
            synchronized (this) {
                kept = !closed && idle.size() < settings.places();
                if (kept) {
                    idle.push(member);
                }
            }
            if (!kept) {
                member.kill();
            }
        } catch (IOException e) {
            LOG.atWarn().setCause(e).log("query.child.start-failed");
        }
    }
}
