package io.safelight.node.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.safelight.node.roles.Closer;
import io.safelight.ports.Port;
import io.safelight.ports.PortException;
import io.safelight.ports.PortException.Kind;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class StartsTest {
    private final Closer closer = new Closer();
    private final Starts starts = new Starts(closer);
    private final CountDownLatch slow = new CountDownLatch(1);

    @AfterEach
    void end() {
        slow.countDown();
        closer.close();
    }

    @Test
    void theFirstFailureIsToldAtOnceAndNotAfterTheSlowerStarts() {
        var failure = new PortException(Port.SANDBOX, Kind.REFUSED, "install libvips");
        starts.begin("intake", this::awaitSlow);
        starts.begin(
                "worker",
                () -> {
                    throw failure;
                });

        assertThatThrownBy(starts::await).isSameAs(failure);

        assertThat(slow.getCount()).isOne();
    }

    @Test
    void returnsWhenAllAreUp() throws InterruptedException {
        var up = new ConcurrentLinkedQueue<String>();
        starts.begin(
                "intake",
                () -> {
                    awaitSlow();
                    up.add("intake");
                });
        starts.begin(
                "worker",
                () -> {
                    up.add("worker");
                    slow.countDown();
                });

        starts.await();

        assertThat(up).containsExactly("worker", "intake");
    }

    @Test
    void anErrorIsToldToo() {
        var error = new NoClassDefFoundError("libvips");
        starts.begin(
                "worker",
                () -> {
                    throw error;
                });

        assertThatThrownBy(starts::await).isInstanceOf(IllegalStateException.class).hasCause(error);
    }

    @Test
    void closingWaitsForStartsThatStillRun() {
        var up = new ConcurrentLinkedQueue<String>();
        starts.begin(
                "intake",
                () -> {
                    awaitSlow();
                    up.add("intake");
                });
        Thread.ofPlatform().start(slow::countDown);

        closer.close();

        assertThat(up).containsExactly("intake");
    }

    private void awaitSlow() {
        try {
            slow.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
