package io.safelight.testkit.ledger;

import io.safelight.domain.identity.TenantId;
import io.safelight.domain.image.ImageId;
import io.safelight.domain.image.ObjectRef;
import io.safelight.domain.program.Output;
import io.safelight.domain.work.Change;
import io.safelight.domain.work.Claim;
import io.safelight.domain.work.Claimed;
import io.safelight.domain.work.ImageRecord;
import io.safelight.domain.work.NewImage;
import io.safelight.domain.work.NodeId;
import io.safelight.domain.work.Outcome;
import io.safelight.domain.work.State;
import io.safelight.domain.work.Tries;
import io.safelight.ports.lake.LakeBatch;
import io.safelight.ports.ledger.Admission;
import io.safelight.ports.ledger.Flow;
import io.safelight.ports.ledger.ImageFilter;
import io.safelight.ports.ledger.ImagePage;
import io.safelight.ports.ledger.Ledger;
import io.safelight.ports.ledger.WorkSummary;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The twin of the ledger: one lock, plain maps, and every question answered by looking at all. */
public final class InMemoryLedger implements Ledger {
    private final InstantSource clock;
    private final Entries entries = new Entries();
    private final Batches batches = new Batches(entries);
    private final FlowCounts flow = new FlowCounts(entries, batches);
    private final Map<Key, ImageId> keys = new HashMap<>();
    private boolean workMayBeDue = true;
    private boolean closed;

    /**
     * @param clock tells when an image was admitted or released
     */
    public InMemoryLedger(InstantSource clock) {
        this.clock = clock;
    }

    private record Key(TenantId tenant, String value) {}

    @Override
    public synchronized List<Admission> admit(List<NewImage> images) {
        List<Admission> answers = images.stream().map(this::admit).toList();
        workMayBeDue();
        return answers;
    }

    private Admission admit(NewImage image) {
        Optional<Entry> same = Optional.ofNullable(entries.rows.get(image.id()));
        if (same.isPresent()) {
            return new Admission.Known(same.get().image());
        }
        Optional<Key> key =
                image.idempotencyKey().map(k -> new Key(image.origin().tenant(), k.value()));
        Optional<Entry> holder =
                key.flatMap(k -> Optional.ofNullable(keys.get(k))).map(this::entry);
        if (holder.isPresent()) {
            ImageRecord held = holder.get().image();
            return held.content().sha256().equals(image.content().sha256())
                    ? new Admission.Known(held)
                    : new Admission.Conflict();
        }
        key.ifPresent(k -> keys.put(k, image.id()));
        entries.move(Entry.of(image), image.lifetime().receivedAt());
        ImageRecord admitted = entry(image.id()).image();
        flow.came(admitted, clock.instant());
        return new Admission.Admitted(admitted);
    }

    @Override
    public synchronized Optional<ImageRecord> find(ImageId image) {
        return Optional.ofNullable(entries.rows.get(image)).map(Entry::image);
    }

    @Override
    public synchronized Set<ObjectRef> references(List<ImageId> images) {
        return images.stream()
                .flatMap(image -> find(image).stream())
                .flatMap(
                        image ->
                                Stream.concat(
                                        Stream.of(image.original().object()),
                                        image.findings().outputs().stream().map(Output::object)))
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public synchronized ImagePage page(ImageFilter filter, Optional<ImageId> before, int limit) {
        List<ImageRecord> found =
                entries.rows.descendingMap().values().stream()
                        .map(Entry::image)
                        .filter(image -> before.isEmpty() || image.id().compareTo(before.get()) < 0)
                        .filter(image -> matches(filter, image))
                        .limit(limit + 1L)
                        .toList();
        boolean more = found.size() > limit;
        return new ImagePage(more ? found.subList(0, limit) : found, more);
    }

    private static boolean matches(ImageFilter filter, ImageRecord image) {
        Instant received = image.id().receivedAt();
        return filter.tenant().map(image.origin().tenant()::equals).orElse(true)
                && filter.state().map(image.state()::equals).orElse(true)
                && filter.from().map(from -> !received.isBefore(from)).orElse(true)
                && filter.to().map(received::isBefore).orElse(true)
                && image.lifetime().expiresAt().isAfter(filter.aliveAt());
    }

    @Override
    public synchronized List<Claimed> claim(
            NodeId node, int max, boolean idle, Instant now, Duration lease) {
        if (max < 1) {
            return List.of();
        }
        Optional<Entry> lonely = idle ? entries.lonely(now) : Optional.empty();
        if (lonely.isPresent()) {
            return notified(List.of(entries.claim(lonely.get(), node, true, now, now.plus(lease))));
        }
        boolean mustWait = !idle && entries.makesRoom(node, now, lease);
        List<Claimed> claimed = new ArrayList<>();
        while (!mustWait && claimed.size() < max) {
            Optional<Entry> next = entries.nextInTurn(now);
            if (next.isEmpty()) {
                break;
            }
            claimed.add(entries.claim(next.get(), node, false, now, now.plus(lease)));
        }
        workMayBeDue = claimed.size() == max;
        return notified(claimed);
    }

    @Override
    public synchronized List<Claim> renew(List<Claim> claims, Instant leaseUntil) {
        List<Claim> lost = new ArrayList<>();
        for (Claim claim : claims) {
            held(claim)
                    .ifPresentOrElse(
                            entry ->
                                    entries.rows.put(
                                            claim.image(), entry.leased(claim.node(), leaseUntil)),
                            () -> lost.add(claim));
        }
        return lost;
    }

    @Override
    public synchronized boolean finish(Claim claim, Outcome outcome, Tries tries, Instant at) {
        Optional<Entry> held = held(claim);
        held.map(entry -> entry.finished(outcome, tries, at))
                .ifPresent(
                        finished -> {
                            entries.move(finished, at);
                            flow.ended(finished.image(), at);
                        });
        notifyAll();
        return held.isPresent();
    }

    @Override
    public synchronized boolean release(Claim claim, Tries tries, Instant retryAt) {
        Optional<Entry> held = held(claim);
        held.ifPresent(entry -> entries.move(entry.back(tries, retryAt), clock.instant()));
        workMayBeDue();
        return held.isPresent();
    }

    @Override
    public synchronized List<Claimed> heldBy(NodeId node) {
        return entries.rows.values().stream()
                .filter(entry -> entry.image().state() == State.CLAIMED)
                .filter(entry -> entry.node().equals(Optional.of(node)))
                .map(entry -> new Claimed(entry.image(), entry.claim()))
                .toList();
    }

    @Override
    public synchronized List<Claimed> reclaim(
            Instant now, Optional<NodeId> self, Function<Tries, Instant> retryAt) {
        List<Claimed> reclaimed = new ArrayList<>();
        for (Entry entry : List.copyOf(entries.rows.values())) {
            boolean dead =
                    entry.isLeaseOver(now) || (self.isPresent() && entry.node().equals(self));
            if (entry.image().state() == State.CLAIMED && dead) {
                Tries tries = entry.image().tries().afterNodeDeath();
                Entry back = entry.back(tries, retryAt.apply(tries));
                entries.move(back, now);
                reclaimed.add(new Claimed(back.image(), entry.claim()));
            }
        }
        workMayBeDue();
        return reclaimed;
    }

    @Override
    public synchronized int redrive(Optional<TenantId> tenant, List<ImageId> images, Instant now) {
        int redriven = 0;
        for (ImageId id : images.isEmpty() ? List.copyOf(entries.rows.keySet()) : images) {
            Optional<Entry> entry = Optional.ofNullable(entries.rows.get(id));
            if (entry.isPresent() && isRedrivable(entry.get().image(), tenant, now)) {
                entries.move(entry.get().back(Tries.NONE, now), now);
                redriven++;
            }
        }
        workMayBeDue();
        return redriven;
    }

    private static boolean isRedrivable(ImageRecord image, Optional<TenantId> tenant, Instant now) {
        return image.state() == State.FAILED
                && !image.lifetime().isOver(now)
                && tenant.map(image.origin().tenant()::equals).orElse(true);
    }

    @Override
    public synchronized WorkSummary summary(Instant now) {
        Map<State, Long> images = new EnumMap<>(State.class);
        entries.rows.values().forEach(entry -> images.merge(entry.image().state(), 1L, Long::sum));
        Optional<Instant> oldest =
                entries.rows.values().stream()
                        .map(Entry::image)
                        .filter(i -> i.state() == State.RECEIVED || i.state() == State.CLAIMED)
                        .map(image -> image.id().receivedAt())
                        .findFirst();
        return new WorkSummary(images, oldest, batches.uncatalogued().size());
    }

    @Override
    public synchronized Flow flow(TenantId tenant, Instant now) {
        return flow.flow(tenant, now);
    }

    @Override
    public synchronized void awaitWork(Duration longest) throws InterruptedException {
        await(() -> workMayBeDue, longest);
    }

    @Override
    public synchronized List<Change> after(
            long sequence, Optional<TenantId> tenant, Optional<ImageId> image, int limit) {
        return entries.changes.stream()
                .filter(change -> change.sequence() > sequence)
                .filter(change -> tenant.map(change.tenant()::equals).orElse(true))
                .filter(change -> image.map(change.image()::equals).orElse(true))
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized long last() {
        return entries.changes.size();
    }

    @Override
    public synchronized void awaitChange(long sequence, Duration longest)
            throws InterruptedException {
        await(() -> last() > sequence, longest);
    }

    @Override
    public synchronized Optional<LakeBatch> openBatch(int max) {
        return batches.open(max);
    }

    @Override
    public synchronized void closeBatch(long number) {
        batches.close(number);
    }

    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }

    private Optional<Entry> held(Claim claim) {
        return Optional.ofNullable(entries.rows.get(claim.image()))
                .filter(entry -> entry.isHeldBy(claim));
    }

    private Entry entry(ImageId image) {
        return Optional.ofNullable(entries.rows.get(image)).orElseThrow();
    }

    private void workMayBeDue() {
        workMayBeDue = true;
        notifyAll();
    }

    private List<Claimed> notified(List<Claimed> claimed) {
        notifyAll();
        return claimed;
    }

    private synchronized void await(BooleanSupplier happened, Duration longest)
            throws InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        long left = longest.toNanos();
        while (!happened.getAsBoolean() && !closed && left > 0) {
            // Rounded up, for 0 would wait forever.
            wait(left / 1_000_000 + 1);
            left = end - System.nanoTime();
        }
    }
}
