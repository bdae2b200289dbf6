package io.safelight.node.roles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.safelight.ingress.http.Dependency;
import io.safelight.ports.Port;
import io.safelight.ports.PortException;
import io.safelight.ports.PortException.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LateTest {
    private final Late<String> late = new Late<>(Port.LAKE);

    @Test
    void untilItIsUpItSaysThatItIsStarting() {
        assertThat(state()).isEqualTo(new Dependency("lake", false, "it is starting"));
        assertThat(late.peek()).isEmpty();
        assertThatThrownBy(late::now)
                .isInstanceOfSatisfying(
                        PortException.class,
                        e -> {
                            assertThat(e.port()).isEqualTo(Port.LAKE);
                            assertThat(e.kind()).isEqualTo(Kind.RETRYABLE);
                        })
                .hasMessage("it is still starting");
    }

    @Test
    void onceUpItIsReadyUntilItsPartsHaveAProblem() {
        late.open(_ -> "parts");

        assertThat(state()).isEqualTo(new Dependency("lake", true, ""));
        assertThat(late.state("lake", parts -> "no " + parts))
                .isEqualTo(new Dependency("lake", false, "no parts"));
        assertThat(late.now()).isEqualTo("parts");
        assertThat(late.await()).isEqualTo("parts");
        assertThat(late.peek()).contains("parts");
    }

    @Test
    void afterAFailureItSaysWhatFailedAndNotThatItIsStarting() {
        var failure = new PortException(Port.LAKE, Kind.REFUSED, "the lake is locked");

        assertThatThrownBy(
                        () ->
                                late.open(
                                        _ -> {
                                            throw failure;
                                        }))
                .isSameAs(failure);

        assertThat(state()).isEqualTo(new Dependency("lake", false, "the lake is locked"));
        assertThat(late.peek()).isEmpty();
        assertThatThrownBy(late::await).isSameAs(failure);
        assertThatThrownBy(late::now).hasMessage("the lake is locked").hasCause(failure);
    }

    @Test
    void filesThatFailAreRefusedByTheRolesOwnPort() {
        assertThatThrownBy(
                        () ->
                                late.open(
                                        _ -> {
                                            throw new IOException("the disk is full");
                                        }))
                .isInstanceOfSatisfying(
                        PortException.class,
                        e -> {
                            assertThat(e.port()).isEqualTo(Port.LAKE);
                            assertThat(e.kind()).isEqualTo(Kind.REFUSED);
                        })
                .hasMessage("the disk is full");
    }

    @Test
    void evenAnErrorLeavesNobodyWaiting() {
        assertThatThrownBy(
                        () ->
                                late.open(
                                        _ -> {
                                            throw new NoClassDefFoundError("libvips");
                                        }))
                .isInstanceOf(NoClassDefFoundError.class);

        assertThatThrownBy(late::await).hasMessageContaining("see the log");
        assertThat(state().ready()).isFalse();
    }

    @Test
    void whoeverWaitsGetsWhatComes() throws InterruptedException {
        var got = new CompletableFuture<String>();
        Thread waiting = Thread.ofPlatform().start(() -> got.complete(late.await()));

        late.open(_ -> "parts");

        waiting.join();
        assertThat(got).isCompletedWithValue("parts");
    }

    @Test
    void closesTheLastPartFirst() {
        var closed = new ArrayList<String>();
        late.open(
                closer -> {
                    closer.add(() -> closed.add("broker"));
                    closer.add(() -> closed.add("door"));
                    return "parts";
                });
        assertThat(closed).isEmpty();

        late.close();
        late.close();

        assertThat(closed).isEqualTo(List.of("door", "broker"));
    }

    @Test
    void whatWasOpenWhenTheStartFailedIsClosed() {
        var closed = new ArrayList<String>();

        assertThatThrownBy(
                        () ->
                                late.open(
                                        closer -> {
                                            closer.add(() -> closed.add("broker"));
                                            throw new IOException("no door");
                                        }))
                .isInstanceOf(PortException.class);

        assertThat(closed).containsExactly("broker");
    }

    private Dependency state() {
        return late.state("lake", _ -> "");
    }
}
