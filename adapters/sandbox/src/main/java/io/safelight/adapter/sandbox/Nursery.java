package io.safelight.adapter.sandbox;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The threads that start and end children, so that no caller has to. */
final class Nursery implements AutoCloseable {
    static final int NURSES = 2;
    private static final Logger log = LoggerFactory.getLogger(Nursery.class);

    private final Children children;
    private final ChildStart start;
    private final List<Thread> nurses = new ArrayList<>();

    private Nursery(Children children, ChildStart start) {
        this.children = children;
        this.start = start;
    }

    static Nursery open(Children children, ChildStart start) {
        var nursery = new Nursery(children, start);
        for (int i = 0; i < NURSES; i++) {
            nursery.nurses.add(
                    Thread.ofPlatform().name("sandbox-nurse-" + i).daemon().start(nursery::work));
        }
        return nursery;
    }

    /** Waits for the threads, which end once the children are closed. */
    @Override
    public void close() {
        boolean interrupted = false;
        for (Thread nurse : nurses) {
            while (nurse.isAlive()) {
                try {
                    nurse.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void work() {
        try {
            while (true) {
                switch (children.nextTask()) {
                    case Children.Task.Start() -> start();
                    case Children.Task.End(Child child) -> end(child);
                    case Children.Task.GoHome() -> {
                        return;
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void start() {
        switch (startOrSayWhy()) {
            case ChildStart.Outcome.Up(Child child) -> {
                log.atDebug().addKeyValue("pid", child.jail().pid()).log("sandbox.child-up");
                children.started(child);
            }
            case ChildStart.Outcome.Failed(String why) -> {
                if (!children.isClosed()) {
                    log.atWarn().addKeyValue("why", why).log("sandbox.child-not-up");
                }
                children.notStarted(why);
            }
        }
    }

    /** No thread or no memory for a child is a reason too, and must not end a nurse. */
    private ChildStart.Outcome startOrSayWhy() {
        try {
            return start.start(children::born);
        } catch (RuntimeException | OutOfMemoryError e) {
            return new ChildStart.Outcome.Failed("The sandbox's child cannot be started: " + e);
        }
    }

    private void end(Child child) {
        child.jail().kill();
        log.atDebug()
                .addKeyValue("pid", child.jail().pid())
                .addKeyValue("images", child.images())
                .log("sandbox.child-ended");
        children.ended(child);
    }
}
