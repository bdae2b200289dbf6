package io.safelight.testkit.ledger;

import io.safelight.domain.identity.TenantId;
import io.safelight.domain.image.ImageId;
import io.safelight.domain.work.Change;
import io.safelight.domain.work.Claim;
import io.safelight.domain.work.Claimed;
import io.safelight.domain.work.NodeId;
import io.safelight.ports.ledger.WorkLedger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** The rows and changes of the twin, and how its claims choose. Guarded by the twin. */
final class Entries {
    private static final Comparator<Entry> LONGEST_DUE =
            Comparator.<Entry, Instant>comparing(entry -> entry.image().retryAt())
                    .thenComparing(entry -> entry.image().id());

    final NavigableMap<ImageId, Entry> rows = new TreeMap<>();
    final List<Change> changes = new ArrayList<>();
    private Optional<TenantId> lastTurn = Optional.empty();

    /** Stores a row in a new state. */
    void move(Entry entry, Instant at) {
        rows.put(entry.image().id(), entry);
        changes.add(
                new Change(
                        changes.size() + 1L,
                        entry.image().id(),
                        entry.image().origin().tenant(),
                        entry.image().state(),
                        at,
                        entry.image().lifetime().expiresAt()));
    }

    Claimed claim(Entry waiting, NodeId node, boolean alone, Instant now, Instant leaseUntil) {
        Entry claimed = waiting.claimed(node, leaseUntil);
        move(claimed, now);
        var claim =
                new Claim(claimed.image().id(), node, claimed.image().epoch(), leaseUntil, alone);
        return new Claimed(claimed.image(), claim);
    }

    /** The image that must run alone and has been due the longest. */
    Optional<Entry> lonely(Instant now) {
        return rows.values().stream()
                .filter(entry -> entry.isDue(now) && entry.image().tries().mustRunAlone())
                .min(LONGEST_DUE);
    }

    /** Must this node get idle for an image that must run alone? */
    boolean makesRoom(NodeId node, Instant now, Duration lease) {
        Optional<Entry> waiting =
                rows.values().stream()
                        .filter(entry -> entry.isDue(now) && entry.image().tries().mustRunAlone())
                        .filter(entry -> isImpatient(entry, now))
                        .filter(
                                entry ->
                                        entry.node().isEmpty()
                                                || entry.node().get().equals(node)
                                                || entry.isLeaseOver(now))
                        .min(LONGEST_DUE);
        waiting.ifPresent(
                entry -> rows.put(entry.image().id(), entry.leased(node, now.plus(lease))));
        return waiting.isPresent();
    }

    private static boolean isImpatient(Entry entry, Instant now) {
        return !entry.image().retryAt().plus(WorkLedger.ALONE_PATIENCE).isAfter(now);
    }

    /** The next image in the order of turns that may run beside others. */
    Optional<Entry> nextInTurn(Instant now) {
        var tenants = new TreeSet<TenantId>();
        rows.values().stream()
                .filter(entry -> isShared(entry, now))
                .forEach(entry -> tenants.add(entry.image().origin().tenant()));
        if (tenants.isEmpty()) {
            return Optional.empty();
        }
        TenantId next =
                lastTurn.flatMap(last -> Optional.ofNullable(tenants.higher(last)))
                        .orElseGet(tenants::first);
        lastTurn = Optional.of(next);
        return rows.values().stream()
                .filter(entry -> isShared(entry, now))
                .filter(entry -> entry.image().origin().tenant().equals(next))
                .min(LONGEST_DUE);
    }

    private static boolean isShared(Entry entry, Instant now) {
        return entry.isDue(now) && !entry.image().tries().mustRunAlone();
    }
}
