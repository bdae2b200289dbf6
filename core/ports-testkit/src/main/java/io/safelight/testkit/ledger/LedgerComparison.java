package io.safelight.testkit.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.safelight.domain.identity.TenantId;
import io.safelight.domain.image.ImageId;
import io.safelight.domain.work.Claim;
import io.safelight.domain.work.Claimed;
import io.safelight.domain.work.IdempotencyKey;
import io.safelight.domain.work.NewImage;
import io.safelight.domain.work.NodeId;
import io.safelight.domain.work.Outcome;
import io.safelight.domain.work.State;
import io.safelight.domain.work.Tries;
import io.safelight.ports.ledger.ImageFilter;
import io.safelight.ports.ledger.Ledger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;

/**
 * Does the same random things with a ledger and with its twin, and expects the same answers. The
 * clock of both must be {@link #now}.
 */
public final class LedgerComparison {
    private static final List<TenantId> TENANTS =
            List.of(new TenantId("a"), new TenantId("b"), new TenantId("c"));
    private static final List<NodeId> NODES = List.of(new NodeId("n1"), new NodeId("n2"));
    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final Duration RETENTION = LedgerSamples.RETENTION.life();

    private final long seed;
    private final Random random;
    private final List<Claim> claims = new ArrayList<>();
    private final List<ImageId> images = new ArrayList<>();
    private final List<String> done = new ArrayList<>();
    private Instant now = LedgerSamples.NOON;
    private int admitted;

    public LedgerComparison(long seed) {
        this.seed = seed;
        this.random = new Random(seed);
    }

    public Instant now() {
        return now;
    }

    /** Fails with the seed and all that was done. */
    public void run(int steps, Ledger ledger, Ledger twin) {
        for (int i = 0; i < steps; i++) {
            Step step = nextStep();
            done.add(now + " " + step.name());
            Object expected = step.action().apply(twin);
            Object actual = step.action().apply(ledger);
            same(actual, expected);
            remember(expected);
        }
        compareAll(ledger, twin);
    }

    private record Step(String name, Function<Ledger, Object> action) {}

    private Step nextStep() {
        return switch (random.nextInt(20)) {
            case 0, 1, 2, 3 -> admit();
            case 4, 5, 6, 7 -> claim();
            case 8, 9, 10 -> finish();
            case 11, 12 -> release();
            case 13 -> reclaim();
            case 14 -> redrive();
            case 15 -> renew();
            case 16 -> step("openBatch", openBatch(random.nextInt(4)));
            case 17 -> step("closeBatch", closeBatch());
            case 18 -> page();
            default -> tick();
        };
    }

    private Step admit() {
        List<NewImage> batch = new ArrayList<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            boolean again = random.nextInt(8) == 0;
            long number = again ? random.nextInt(admitted + 1) : ++admitted;
            Optional<IdempotencyKey> key =
                    random.nextInt(3) == 0
                            ? Optional.of(new IdempotencyKey("key-" + random.nextInt(6)))
                            : Optional.empty();
            batch.add(LedgerSamples.image(pick(TENANTS), number, now, random.nextInt(2), key));
        }
        batch.forEach(image -> images.add(image.id()));
        return step("admit " + batch, ledger -> ledger.admit(batch));
    }

    private Step claim() {
        NodeId node = pick(NODES);
        int max = random.nextInt(5);
        boolean idle = random.nextInt(3) == 0;
        Instant at = now;
        return step(
                "claim " + node + " " + max + " " + idle,
                ledger -> ledger.claim(node, max, idle, at, LEASE));
    }

    private Step finish() {
        Optional<Claim> claim = anyClaim();
        Outcome outcome =
                switch (random.nextInt(5)) {
                    case 4 -> LedgerSamples.killer();
                    case 0 -> LedgerSamples.completed(random.nextInt(9));
                    case 1 -> LedgerSamples.quarantined(random.nextInt(9));
                    case 2 -> LedgerSamples.failedLate(random.nextInt(9));
                    default -> LedgerSamples.failed();
                };
        Tries tries = anyTries();
        Instant at = now;
        return step(
                "finish " + claim + " " + outcome.state() + " " + tries,
                ledger -> claim.map(c -> ledger.finish(c, outcome, tries, at)));
    }

    private Step release() {
        Optional<Claim> claim = anyClaim();
        Tries tries = anyTries();
        Instant retryAt = now.plusSeconds(random.nextInt(60) - 10L);
        return step(
                "release " + claim + " " + tries + " " + retryAt,
                ledger -> claim.map(c -> ledger.release(c, tries, retryAt)));
    }

    private Tries anyTries() {
        return new Tries(
                random.nextInt(3), random.nextInt(3), random.nextInt(5), random.nextInt(3));
    }

    private Step reclaim() {
        Optional<NodeId> self =
                random.nextInt(3) == 0 ? Optional.of(pick(NODES)) : Optional.empty();
        Instant at = now;
        Instant retryAt = now.plusSeconds(random.nextInt(5));
        return step("reclaim " + self, ledger -> ledger.reclaim(at, self, _ -> retryAt));
    }

    private Step redrive() {
        Optional<TenantId> tenant =
                random.nextBoolean() ? Optional.of(pick(TENANTS)) : Optional.empty();
        List<ImageId> some =
                images.isEmpty() || random.nextBoolean()
                        ? List.of()
                        : List.of(pick(images), pick(images));
        Instant at = now;
        return step("redrive " + tenant + some, ledger -> ledger.redrive(tenant, some, at));
    }

    private Step renew() {
        List<Claim> some = anyClaim().stream().toList();
        Instant until = now.plus(LEASE);
        NodeId node = pick(NODES);
        return random.nextBoolean()
                ? step("renew " + some, ledger -> ledger.renew(some, until))
                : step("heldBy " + node, ledger -> ledger.heldBy(node));
    }

    private static Function<Ledger, Object> openBatch(int max) {
        return ledger -> ledger.openBatch(max);
    }

    private Function<Ledger, Object> closeBatch() {
        long back = random.nextInt(4) == 0 ? 1 : 0;
        return ledger -> {
            Optional<Long> open = ledger.openBatch(2).map(batch -> batch.number());
            open.ifPresent(number -> ledger.closeBatch(number - back));
            return open;
        };
    }

    private Step page() {
        var filter =
                new ImageFilter(
                        random.nextBoolean() ? Optional.of(pick(TENANTS)) : Optional.empty(),
                        random.nextBoolean()
                                ? Optional.of(pick(List.of(State.values())))
                                : Optional.empty(),
                        random.nextBoolean() ? Optional.of(now.minusSeconds(40)) : Optional.empty(),
                        random.nextBoolean() ? Optional.of(now) : Optional.empty(),
                        now);
        Optional<ImageId> before =
                images.isEmpty() || random.nextBoolean()
                        ? Optional.empty()
                        : Optional.of(pick(images));
        int limit = random.nextInt(5) + 1;
        return step("page " + filter, ledger -> ledger.page(filter, before, limit));
    }

    /** Mostly a little; sometimes to where leases end, patience is over or images expire. */
    private Step tick() {
        now =
                switch (random.nextInt(12)) {
                    case 0 -> now.plus(LEASE);
                    case 1 -> now.plus(RETENTION).minusSeconds(random.nextInt(100));
                    default -> now.plusMillis(random.nextInt(20_000));
                };
        Instant at = now;
        TenantId tenant = pick(TENANTS);
        return random.nextBoolean()
                ? step("summary", ledger -> ledger.summary(at))
                : step("flow " + tenant, ledger -> ledger.flow(tenant, at));
    }

    private static Step step(String name, Function<Ledger, Object> action) {
        return new Step(name, action);
    }

    private Optional<Claim> anyClaim() {
        return claims.isEmpty()
                ? Optional.empty()
                : Optional.of(claims.get(Math.max(0, claims.size() - 1 - random.nextInt(12))));
    }

    private <T> T pick(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }

    private void remember(Object answer) {
        if (answer instanceof List<?> list) {
            for (Object one : list) {
                if (one instanceof Claimed claimed) {
                    claims.add(claimed.claim());
                }
            }
        }
    }

    private void compareAll(Ledger ledger, Ledger twin) {
        done.add("everything");
        var all =
                new ImageFilter(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Instant.EPOCH);
        same(ledger.page(all, Optional.empty(), 10_000), twin.page(all, Optional.empty(), 10_000));
        same(
                ledger.after(0, Optional.empty(), Optional.empty(), 100_000),
                twin.after(0, Optional.empty(), Optional.empty(), 100_000));
        same(ledger.summary(now), twin.summary(now));
        TENANTS.forEach(tenant -> same(ledger.flow(tenant, now), twin.flow(tenant, now)));
        same(ledger.openBatch(10_000), twin.openBatch(10_000));
    }

    private void same(Object actual, Object expected) {
        assertThat(actual)
                .as(() -> "seed " + seed + " after\n" + String.join("\n", done))
                .isEqualTo(expected);
    }
}
