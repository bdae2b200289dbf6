package io.safelight.adapter.tink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LastingThreadsTest {
    private final LastingThreads threads = new LastingThreads();

    /** A source of random bytes is made for each thread that begins one: these are few. */
    @Test
    void streamsOfManyVirtualThreadsAreBegunOnFewPlatformThreads() {
        Set<Thread> seen = ConcurrentHashMap.newKeySet();
        try (var requests = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 500; i++) {
                var unused = requests.submit(() -> threads.begin(() -> noted(seen)));
            }
        }

        assertThat(seen).hasSizeBetween(1, 2).noneMatch(Thread::isVirtual);
    }

    @Test
    void whatGoesWrongIsThrownAsItIs() {
        assertThatThrownBy(() -> threads.begin(() -> failed(new IOException("full"))))
                .isInstanceOf(IOException.class)
                .hasMessage("full");
        assertThatThrownBy(
                        () -> threads.begin(() -> failed(new GeneralSecurityException("no HKDF"))))
                .isInstanceOf(GeneralSecurityException.class);
        assertThatThrownBy(() -> threads.begin(() -> failed(new IllegalStateException("a bug"))))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(
                        () ->
                                threads.begin(
                                        () -> {
                                            throw new AssertionError("an error");
                                        }))
                .isInstanceOf(AssertionError.class);
    }

    private static OutputStream noted(Set<Thread> seen) {
        seen.add(Thread.currentThread());
        return OutputStream.nullOutputStream();
    }

    private static OutputStream failed(Exception failure)
            throws IOException, GeneralSecurityException {
        switch (failure) {
            case IOException e -> throw e;
            case GeneralSecurityException e -> throw e;
            default -> throw new IllegalStateException(failure.getMessage());
        }
    }
}
