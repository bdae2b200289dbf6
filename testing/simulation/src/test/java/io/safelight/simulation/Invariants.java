package io.safelight.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.safelight.domain.image.ImageId;
import io.safelight.domain.image.ObjectRef;
import io.safelight.domain.image.Sha256;
import io.safelight.domain.image.Zone;
import io.safelight.domain.program.Output;
import io.safelight.domain.work.Change;
import io.safelight.domain.work.ImageRecord;
import io.safelight.domain.work.State;
import io.safelight.ports.ledger.ImageFilter;
import io.safelight.ports.objects.Placement;
import io.safelight.ports.objects.SealedObjects;
import io.safelight.simulation.Senders.Acknowledged;
import io.safelight.simulation.Sending.Way;
import io.safelight.testkit.faults.Faults;
import io.safelight.testkit.lake.SeenRow;
import io.safelight.testkit.objects.Listings;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What must hold when all is quiet, whatever failed before. */
final class Invariants {
    private static final Map<State, Set<State>> STEPS = steps();

    private final World world;
    private final Senders senders;
    private final Blame blame;
    private final List<ImageRecord> rows;

    /**
     * What may be held against images.
     *
     * @param nodeDeaths nodes that died or lost their claims
     * @param sandboxDeaths beside those that images cause by themselves
     */
    record Blame(int nodeDeaths, int sandboxDeaths) {
        static final Blame NONE = new Blame(0, 0);
    }

    Invariants(World world, Senders senders, Blame blame) {
        this.world = world;
        this.senders = senders;
        this.blame = blame;
        var now = world.clock().instant();
        var any =
                new ImageFilter(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        now);
        this.rows = world.ledger().page(any, Optional.empty(), 10_000).images();
    }

    void check() throws IOException {
        assertThat(Bugs.takeAll()).isEmpty();
        everyAcknowledgedImageIsThere();
        everyImageEndedAsItMust();
        nothingIsHeldAgainstTheInnocent();
        repetitionsAreOneImage();
        theLakeHasEachImageOnce();
        bytesAreThoseThatWereSent();
        noObjectIsLeftOver();
        nothingUnscannedWasShown();
        statesFollowedEachOther();
    }

    private void everyAcknowledgedImageIsThere() {
        for (Acknowledged acknowledged : senders.acknowledged()) {
            ImageRecord image = world.ledger().find(acknowledged.image()).orElseThrow();
            assertThat(image.content().sha256()).isEqualTo(acknowledged.sending().sha256());
            Receipt receipt = world.notary().read(acknowledged.receipt());
            assertThat(receipt.image()).isEqualTo(image.id());
            assertThat(receipt.sha256()).isEqualTo(image.content().sha256());
        }
        assertThat(senders.acknowledged().stream().map(Acknowledged::sending))
                .containsAll(senders.all());
    }

    private void everyImageEndedAsItMust() {
        for (ImageRecord image : rows) {
            Sample sample = sending(image).sample();
            assertThat(image.state()).as("%s", sending(image)).isEqualTo(sample.end);
            assertThat(image.findings().cause().map(cause -> cause.code())).isEqualTo(sample.cause);
            assertThat(image.completedAt()).isPresent();
        }
    }

    private void nothingIsHeldAgainstTheInnocent() {
        for (ImageRecord image : rows) {
            Sample sample = sending(image).sample();
            assertThat(image.tries().nodeDeaths())
                    .as("deaths of nodes of %s", sending(image))
                    .isLessThanOrEqualTo(blame.nodeDeaths());
            assertThat(image.tries().sandboxDeaths())
                    .as("deaths of sandboxes of %s", sending(image))
                    .isLessThanOrEqualTo(sample.sandboxDeaths + blame.sandboxDeaths());
            assertThat(image.tries().scans())
                    .isLessThanOrEqualTo(sample == Sample.UNDECIDED ? 3 : 0);
            assertThat(image.tries().errors()).isZero();
        }
    }

    private void repetitionsAreOneImage() {
        Map<Sending, Long> images =
                rows.stream().collect(Collectors.groupingBy(this::sending, Collectors.counting()));
        for (Sending sending : senders.all()) {
            if (sending.way() == Way.PLAIN) {
                assertThat(images.get(sending)).isGreaterThanOrEqualTo(1);
            } else {
                assertThat(images.get(sending)).as("%s", sending).isEqualTo(1);
            }
        }
    }

    private void theLakeHasEachImageOnce() {
        try (var files = world.lake().files(world.clock().instant())) {
            assertThat(world.lake().rows(files).stream().map(SeenRow::of))
                    .containsExactlyInAnyOrderElementsOf(rows.stream().map(SeenRow::of).toList());
        }
        assertThat(world.ledger().openBatch(1)).isEmpty();
    }

    private void bytesAreThoseThatWereSent() throws IOException {
        SealedObjects sealed = world.sealed(world.objects(), new Faults());
        for (ImageRecord image : rows) {
            var original = image.original();
            assertThat(original.zone() == Zone.QUARANTINE)
                    .isEqualTo(image.state() == State.QUARANTINED);
            assertThat(digest(sealed, original.object(), original.zone(), image))
                    .isEqualTo(image.content().sha256());
            for (Output output : image.findings().outputs()) {
                assertThat(digest(sealed, output.object(), Zone.PROCESSED, image))
                        .isEqualTo(output.sha256());
            }
        }
    }

    private void noObjectIsLeftOver() {
        var named = new ArrayList<ObjectRef>();
        for (ImageRecord image : rows) {
            named.add(image.original().object());
            image.findings().outputs().forEach(output -> named.add(output.object()));
        }
        var stored = new ArrayList<ObjectRef>();
        for (Zone zone : Zone.values()) {
            Listings.all(world.objects(), zone).forEach(object -> stored.add(object.object()));
        }
        assertThat(stored).containsExactlyInAnyOrderElementsOf(named);
    }

    private void nothingUnscannedWasShown() {
        var shown = new HashSet<>(world.outside().sandbox.shown());
        rows.stream()
                .filter(image -> image.state() == State.QUARANTINED)
                .forEach(image -> assertThat(shown).doesNotContain(image.id()));
    }

    private void statesFollowedEachOther() {
        var states = new HashMap<ImageId, State>();
        long last = 0;
        for (Change change : world.ledger().after(0, Optional.empty(), Optional.empty(), 100_000)) {
            assertThat(change.sequence()).isGreaterThan(last);
            last = change.sequence();
            State before = states.put(change.image(), change.state());
            if (before == null) {
                assertThat(change.state()).isEqualTo(State.RECEIVED);
            } else {
                assertThat(STEPS.get(before)).contains(change.state());
            }
        }
        Map<ImageId, State> now =
                rows.stream().collect(Collectors.toMap(ImageRecord::id, ImageRecord::state));
        assertThat(states).isEqualTo(now);
    }

    private static Map<State, Set<State>> steps() {
        var steps = new EnumMap<State, Set<State>>(State.class);
        for (State state : State.values()) {
            steps.put(state, Set.of());
        }
        steps.put(State.RECEIVED, Set.of(State.CLAIMED));
        steps.put(
                State.CLAIMED,
                Set.of(State.RECEIVED, State.COMPLETED, State.QUARANTINED, State.FAILED));
        steps.put(State.FAILED, Set.of(State.RECEIVED));
        return steps;
    }

    /** Whose image this is, told by its bytes. */
    private Sending sending(ImageRecord image) {
        Map<Sha256, Sending> byHash =
                senders.all().stream()
                        .collect(Collectors.toMap(Sending::sha256, Function.identity()));
        Sending sending = byHash.get(image.content().sha256());
        if (sending == null) {
            throw new AssertionError("nobody sent " + image);
        }
        return sending;
    }

    private static Sha256 digest(
            SealedObjects sealed, ObjectRef object, Zone zone, ImageRecord image)
            throws IOException {
        var placement =
                new Placement(zone, image.lifetime().bucket(), image.origin().tenant(), image.id());
        try (InputStream in = sealed.open(object, placement).stream(0)) {
            return Sha256.of(MessageDigest.getInstance("SHA-256").digest(in.readAllBytes()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
