package io.safelight.ingress.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WholeBodyTest {
    private static final int MAX = 1 << 20;
    private static final long UNDECLARED = -1;

    private final BodyMemory memory = new BodyMemory(3L * MAX);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65_535, 65_536, 65_537, 131_072, 700_000, MAX - 1, MAX})
    void bodyIsReadAsItCameWhetherItsLengthIsDeclaredOrNot(int length) throws IOException {
        byte[] body = bytes(length);

        assertThat(read(body, length, memory.hold())).isEqualTo(body);
        assertThat(read(body, UNDECLARED, memory.hold())).isEqualTo(body);
    }

    @Test
    void bodyOfDeclaredLengthTakesItsLengthAndNoMore() throws IOException {
        var hold = memory.hold();

        read(bytes(MAX), MAX, hold);

        assertThat(memory.heldBytes()).isEqualTo(MAX);
        assertThat(memory.mostBytes()).isEqualTo(MAX);
        hold.close();
        assertThat(memory.heldBytes()).isZero();
    }

    @Test
    void bodyOfUnknownLengthHoldsItsCopiesWhileItGrowsAndThenItsLength() throws IOException {
        var hold = memory.hold();

        read(bytes(700_000), UNDECLARED, hold);

        assertThat(memory.heldBytes()).isEqualTo(700_000);
        assertThat(memory.mostBytes()).isEqualTo(MAX + 700_000);
        hold.close();
        assertThat(memory.heldBytes()).isZero();
    }

    @Test
    void tooLargeIsRefusedBeforeItIsHeldIfItSaysSoAndAtTheLimitIfNot() {
        assertRefused("too-large", bytes(MAX + 1), MAX + 1);
        assertThat(memory.mostBytes()).isZero();

        assertRefused("too-large", bytes(5 * MAX), UNDECLARED);
        assertThat(memory.mostBytes()).isLessThanOrEqualTo(2L * MAX);
    }

    @Test
    void withoutRoomABodyIsRefusedAndHoldsNothingMore() throws IOException {
        List<BodyMemory.Hold> others = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            others.add(memory.hold());
            read(bytes(MAX), MAX, others.getLast());
        }

        assertRefused("too-many-uploads", bytes(1), 1);
        assertRefused("too-many-uploads", bytes(MAX), UNDECLARED);
        assertThat(memory.heldBytes()).isEqualTo(3L * MAX);

        others.removeLast().close();
        read(bytes(MAX), MAX, memory.hold());
        assertThat(memory.mostBytes()).isEqualTo(3L * MAX);
    }

    @Test
    void aLoneBodyHasRoomHoweverLowTheBoundIs() throws IOException {
        var low = new BodyMemory(1);

        assertThat(read(bytes(700_000), UNDECLARED, low.hold())).hasSize(700_000);
        assertThatThrownBy(() -> read(bytes(1), 1, low.hold())).isInstanceOf(Problem.class);
    }

    @Test
    void bodyThatEndsBeforeItsDeclaredLengthIsCut() {
        try (var hold = memory.hold()) {
            assertThatThrownBy(() -> read(bytes(99), 100, hold)).isInstanceOf(IOException.class);
        }
        assertThat(memory.heldBytes()).isZero();
    }

    @Test
    void bodyThatTakesTooLongIsRefused() {
        try (var hold = memory.hold()) {
            var body =
                    new WholeBody(
                            new ByteArrayInputStream(bytes(10)),
                            hold,
                            new WholeBody.Limits(MAX, Duration.ofNanos(1)));

            assertThatThrownBy(() -> body.read(10)).hasMessage("too-slow");
        }
    }

    private void assertRefused(String code, byte[] body, long declared) {
        try (var hold = memory.hold()) {
            assertThatThrownBy(() -> read(body, declared, hold))
                    .isInstanceOf(Problem.class)
                    .hasMessage(code);
        }
    }

    private static byte[] read(byte[] body, long declared, BodyMemory.Hold hold)
            throws IOException {
        var limits = new WholeBody.Limits(MAX, Duration.ofMinutes(1));
        return new WholeBody(dripping(body), hold, limits).read(declared);
    }

    /** Gives seldom what it is asked for. */
    private static InputStream dripping(byte[] body) {
        var random = new Random(body.length);
        return new ByteArrayInputStream(body) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                int some = length > 1 ? 1 + random.nextInt(length) : length;
                return super.read(target, offset, some);
            }
        };
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}
