package io.safelight.testkit.ledger;

import io.safelight.domain.identity.TenantId;
import io.safelight.domain.image.Source;
import io.safelight.domain.work.ImageRecord;
import io.safelight.domain.work.State;
import io.safelight.ports.ledger.Flow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the twin knows of the flow: every coming and going. Guarded by the twin. */
final class FlowCounts {
    private record Coming(TenantId tenant, Source door, Instant at) {}

    private record Going(TenantId tenant, State state, Instant at) {}

    private final Entries entries;
    private final Batches batches;
    private final List<Coming> comings = new ArrayList<>();
    private final List<Going> goings = new ArrayList<>();

    FlowCounts(Entries entries, Batches batches) {
        this.entries = entries;
        this.batches = batches;
    }

    void came(ImageRecord image, Instant at) {
        comings.add(new Coming(image.origin().tenant(), image.origin().source(), at));
    }

    void ended(ImageRecord image, Instant at) {
        goings.add(new Going(image.origin().tenant(), image.state(), at));
    }

    Flow flow(TenantId tenant, Instant now) {
        Map<Source, Long> received =
                comings.stream()
                        .filter(one -> one.tenant().equals(tenant) && isLately(one.at(), now))
                        .collect(Collectors.groupingBy(Coming::door, Collectors.counting()));
        Map<State, Long> done =
                goings.stream()
                        .filter(one -> one.tenant().equals(tenant) && isLately(one.at(), now))
                        .collect(Collectors.groupingBy(Going::state, Collectors.counting()));
        long uncatalogued =
                batches.uncatalogued().stream()
                        .filter(image -> image.origin().tenant().equals(tenant))
                        .count();
        return new Flow(
                received,
                count(tenant, State.RECEIVED),
                count(tenant, State.CLAIMED),
                done,
                uncatalogued,
                dueSince(tenant, now));
    }

    private static boolean isLately(Instant at, Instant now) {
        long slot = Flow.slot(at);
        return slot > Flow.slotBeforeWindow(now) && slot <= Flow.slot(now);
    }

    private long count(TenantId tenant, State state) {
        return entries.rows.values().stream()
                .filter(entry -> entry.image().origin().tenant().equals(tenant))
                .filter(entry -> entry.image().state() == state)
                .count();
    }

    private Optional<Instant> dueSince(TenantId tenant, Instant now) {
        return entries.rows.values().stream()
                .filter(entry -> entry.image().origin().tenant().equals(tenant))
                .filter(entry -> entry.isDue(now) && !entry.image().tries().mustRunAlone())
                .map(entry -> entry.image().retryAt())
                .min(Instant::compareTo);
    }
}
