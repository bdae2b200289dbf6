package io.safelight.adapter.kafka;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.utils.internals.Exit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where Kafka would end the JVM: the failure is kept and told, and only Kafka's calling thread
 * ends. Kafka's procedures are one per JVM, and they stay ours after the broker is closed, since a
 * thread of it may still fail then.
 */
final class BrokerExits {
    private static final Logger log = LoggerFactory.getLogger(BrokerExits.class);

    /** Stops the thread that wanted to end the JVM. */
    static final class Halted extends RuntimeException {
        Halted(String message) {
            super(message);
        }
    }

    private final AtomicReference<@Nullable String> failure = new AtomicReference<>();

    private BrokerExits() {}

    static BrokerExits install() {
        var exits = new BrokerExits();
        Exit.setExitProcedure(exits::halted);
        Exit.setHaltProcedure(exits::halted);
        return exits;
    }

    Optional<String> failure() {
        return Optional.ofNullable(failure.get());
    }

    private void halted(int status, @Nullable String message) {
        String text =
                "Kafka gave up with status "
                        + status
                        + (message == null ? "" : ": " + message)
                        + " (thread "
                        + Thread.currentThread().getName()
                        + ")";
        if (failure.compareAndSet(null, text)) {
            log.atError()
                    .addKeyValue("status", status)
                    .addKeyValue("reason", text)
                    .log("broker.failed");
        }
        throw new Halted(text);
    }
}
