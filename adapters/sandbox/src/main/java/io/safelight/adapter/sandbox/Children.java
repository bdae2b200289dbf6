package io.safelight.adapter.sandbox;

import io.safelight.child.JailedJvm;
import io.safelight.domain.identity.TenantId;
import io.safelight.domain.program.Program;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * All children and who has them. There are never more than places and spares together. It decides
 * and never blocks on a child: {@link Nursery} starts and ends them. Safe for many threads.
 */
final class Children {
    private static final int FAILURES_UNTIL_UNAVAILABLE = 3;

    private final SandboxSettings settings;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Child> fresh = new ArrayDeque<>();
    private final Deque<Child> idle = new ArrayDeque<>();
    private final Deque<Child> condemned = new ArrayDeque<>();
    private final Set<JailedJvm> alive = new HashSet<>();
    private final StartPace pace = new StartPace();
    private Optional<List<Program>> programs = Optional.empty();
    private int busy;
    private int starting;
    private int waiting;
    private boolean closed;

    Children(SandboxSettings settings) {
        this.settings = settings;
    }

    /** What a caller got. */
    sealed interface Taken {
        record Got(Child child) implements Taken {}

        record Refused(String why) implements Taken {}
    }

    /** What a nurse is to do next. */
    sealed interface Task {
        record Start() implements Task {}

        record End(Child child) implements Task {}

        record GoHome() implements Task {}
    }

    /** A child for an image of {@code tenant}, with a wait if need be. */
    Taken take(TenantId tenant) throws InterruptedException {
        lock.lockInterruptibly();
        waiting++;
        changed.signalAll();
        try {
            long giveUp = System.nanoTime() + settings.startLimit().toNanos();
            Optional<Taken> taken = find(tenant);
            while (taken.isEmpty()) {
                long left = giveUp - System.nanoTime();
                if (left <= 0) {
                    return new Taken.Refused("No child came up within " + settings.startLimit());
                }
                changed.awaitNanos(left);
                taken = find(tenant);
            }
            return taken.get();
        } finally {
            waiting--;
            lock.unlock();
        }
    }

    /** After an image that ended well. */
    void giveBack(Child child) {
        locked(
                () -> {
                    busy--;
                    boolean old = child.images() >= settings.imagesPerChild();
                    child.idleSince(System.nanoTime());
                    (old || closed ? condemned : idle).addLast(child);
                });
    }

    /** After its end. */
    void forget(Child child) {
        locked(
                () -> {
                    busy--;
                    alive.remove(child.jail());
                });
    }

    /** Waits for something to do; when the sandbox closes, that is to go home. */
    Task nextTask() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            Optional<Task> task = findTask();
            while (task.isEmpty()) {
                changed.awaitNanos(nanosUntilNextLook());
                task = findTask();
            }
            return task.get();
        } finally {
            lock.unlock();
        }
    }

    /** Each start is reported thus, even that of a jail whose program is not up yet. */
    void born(JailedJvm jail) {
        boolean late = locked(() -> !alive.add(jail) || closed);
        if (late) {
            jail.kill();
        }
    }

    void started(Child child) {
        locked(
                () -> {
                    starting--;
                    if (programs.isEmpty()) {
                        programs = Optional.of(child.programs());
                    }
                    if (programs.get().equals(child.programs())) {
                        pace.succeeded();
                        fresh.addLast(child);
                    } else {
                        pace.failed("The sandbox's programs have changed: restart the platform.");
                        condemned.addLast(child);
                    }
                });
    }

    void notStarted(String why) {
        locked(
                () -> {
                    starting--;
                    pace.failed(why);
                    alive.removeIf(jail -> !jail.isAlive());
                });
    }

    void ended(Child child) {
        locked(() -> alive.remove(child.jail()));
    }

    /** The programs of the first child, or why there is none. */
    Optional<List<Program>> awaitPrograms() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = settings.startLimit().toNanos();
            while (programs.isEmpty() && !isHopeless() && left > 0) {
                left = changed.awaitNanos(left);
            }
            return programs;
        } finally {
            lock.unlock();
        }
    }

    String lastFailure() {
        return locked(pace::lastFailure);
    }

    boolean isClosed() {
        return locked(() -> closed);
    }

    SandboxCounts counts() {
        return locked(
                () ->
                        new SandboxCounts(
                                fresh.size(), idle.size(), busy, pace.started(), pace.failures()));
    }

    /** Nobody gets a child from now on. Returns all that live, to be killed. */
    Set<JailedJvm> close() {
        return locked(
                () -> {
                    closed = true;
                    return new HashSet<>(alive);
                });
    }

    private Optional<Taken> find(TenantId tenant) {
        if (closed) {
            return Optional.of(new Taken.Refused("The sandbox is closed."));
        }
        Optional<Child> child = pick(idle, tenant, true).or(() -> pick(fresh, tenant, false));
        child.ifPresent(
                found -> {
                    busy++;
                    found.bind(tenant);
                    changed.signalAll();
                });
        if (child.isEmpty() && isHopeless()) {
            return Optional.of(new Taken.Refused(pace.lastFailure()));
        }
        return child.map(Taken.Got::new);
    }

    private Optional<Child> pick(Deque<Child> from, TenantId tenant, boolean ofTenant) {
        for (Iterator<Child> each = from.iterator(); each.hasNext(); ) {
            Child child = each.next();
            boolean lives = child.jail().isAlive();
            if (!lives || !ofTenant || child.isOf(tenant)) {
                each.remove();
                if (lives) {
                    return Optional.of(child);
                }
                condemned.addLast(child);
            }
        }
        return Optional.empty();
    }

    private boolean isHopeless() {
        return pace.failuresInARow() >= FAILURES_UNTIL_UNAVAILABLE;
    }

    private Optional<Task> findTask() {
        if (closed) {
            return Optional.of(new Task.GoHome());
        }
        condemnIdle();
        if (!condemned.isEmpty()) {
            return Optional.of(new Task.End(condemned.removeFirst()));
        }
        if (!isStartWanted() || !pace.mayStart()) {
            return Optional.empty();
        }
        starting++;
        pace.startBegins();
        return Optional.of(new Task.Start());
    }

    private void condemnIdle() {
        long now = System.nanoTime();
        boolean crowded = isFreshWanted() && total() >= settings.places() + settings.spares();
        if (crowded && !idle.isEmpty()) {
            condemned.addLast(idle.removeFirst());
        }
        while (!idle.isEmpty()
                && now - idle.getFirst().idleSinceNanos() >= settings.idleLimit().toNanos()) {
            condemned.addLast(idle.removeFirst());
        }
    }

    private boolean isStartWanted() {
        return isFreshWanted() && total() < settings.places() + settings.spares();
    }

    private boolean isFreshWanted() {
        return fresh.size() + starting < settings.spares() + waiting;
    }

    private int total() {
        return fresh.size() + idle.size() + busy + starting;
    }

    private long nanosUntilNextLook() {
        long untilIdleEnds =
                idle.isEmpty()
                        ? Duration.ofMinutes(1).toNanos()
                        : idle.getFirst().idleSinceNanos()
                                + settings.idleLimit().toNanos()
                                - System.nanoTime();
        long untilStart =
                isStartWanted() ? pace.nanosUntilStart() : Duration.ofMinutes(1).toNanos();
        return Math.max(TimeUnit.MILLISECONDS.toNanos(1), Math.min(untilIdleEnds, untilStart));
    }

    private void locked(Runnable change) {
        locked(
                () -> {
                    change.run();
                    return true;
                });
    }

    private <T> T locked(Supplier<T> change) {
        lock.lock();
        try {
            T result = change.get();
            changed.signalAll();
            return result;
        } finally {
            lock.unlock();
        }
    }
}
