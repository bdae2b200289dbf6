package io.safelight.testkit.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.safelight.domain.image.ObjectRef;
import io.safelight.domain.image.Zone;
import io.safelight.ports.PortException;
import io.safelight.ports.objects.ObjectListing;
import io.safelight.ports.objects.ObjectStore;
import io.safelight.ports.objects.Placement;
import io.safelight.ports.objects.StoredObject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What every object store keeps. */
public abstract class ObjectStoreContract {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    /** A new, empty store. */
    protected abstract ObjectStore store() throws IOException;

    @Test
    void aPublishedObjectIsReadWholeAndFromAnyOffset() throws IOException {
        ObjectStore store = store();
        byte[] content = new byte[300_000];
        new Random(1).nextBytes(content);

        ObjectRef object = write(store, Placements.raw("acme", NOON, 1), content);

        assertThat(store.size(object)).isEqualTo(content.length);
        assertThat(store.open(object, 0)).hasBinaryContent(content);
        assertThat(store.open(object, 299_990))
                .hasBinaryContent(Arrays.copyOfRange(content, 299_990, 300_000));
        assertThat(store.open(object, 300_000)).isEmpty();
    }

    @Test
    void nothingIsVisibleBeforeItIsPublished() throws IOException {
        ObjectStore store = store();

        try (var writer = store.create(Placements.raw("acme", NOON, 1))) {
            writer.stream().write(new byte[100_000]);

            assertThat(Listings.all(store, Zone.RAW)).isEmpty();
        }

        assertThat(Listings.all(store, Zone.RAW)).isEmpty();
    }

    @Test
    void aClosedStreamCanStillBePublished() throws IOException {
        ObjectStore store = store();

        try (var writer = store.create(Placements.raw("acme", NOON, 1))) {
            try (var stream = writer.stream()) {
                stream.write(7);
            }
            ObjectRef object = writer.publish();

            assertThat(store.open(object, 0)).hasBinaryContent(new byte[] {7});
        }
    }

    @Test
    void theSamePlacementNeverOverwrites() throws IOException {
        ObjectStore store = store();
        var placement = Placements.raw("acme", NOON, 1);

        ObjectRef first = write(store, placement, new byte[] {1});
        ObjectRef second = write(store, placement, new byte[] {2});

        assertThat(second).isNotEqualTo(first);
        assertThat(store.open(first, 0)).hasBinaryContent(new byte[] {1});
    }

    @Test
    void aDeletedObjectIsMissingAndDeletingTwiceIsNothing() throws IOException {
        ObjectStore store = store();
        ObjectRef object = write(store, Placements.raw("acme", NOON, 1), new byte[] {1});

        store.delete(object);
        store.delete(object);

        assertMissing(() -> store.size(object));
        assertMissing(() -> store.open(object, 0));
        assertThat(Listings.all(store, Zone.RAW)).isEmpty();
    }

    @Test
    void aReferenceOfNobodyIsMissing() throws IOException {
        ObjectStore store = store();

        for (String odd :
                List.of(
                        "../../etc/passwd",
                        "raw/x",
                        "/etc/passwd",
                        "raw/2026-11-28T12/acme/../../x")) {
            assertMissing(() -> store.size(new ObjectRef(odd)));
        }
    }

    @Test
    void pagesListEveryObjectOfAZoneOnceOldestBucketFirst() throws IOException {
        ObjectStore store = store();
        List<ObjectRef> written = new ArrayList<>();
        for (int hour = 2; hour >= 0; hour--) {
            for (String tenant : List.of("acme", "acme-eu", "b")) {
                var placement = Placements.raw(tenant, NOON.plus(Duration.ofHours(hour)), hour);
                written.add(write(store, placement, new byte[] {1, 2}));
            }
        }
        var raw = Placements.raw("acme", NOON, 9);
        write(
                store,
                new Placement(Zone.PROCESSED, raw.bucket(), raw.tenant(), raw.image()),
                new byte[1]);

        List<StoredObject> listed = Listings.all(store, Zone.RAW, 2);

        assertThat(listed)
                .extracting(StoredObject::object)
                .containsExactlyInAnyOrderElementsOf(written);
        assertThat(listed).extracting(o -> o.placement().bucket()).isSorted();
        assertThat(listed).allMatch(o -> o.bytes() == 2);
        assertThat(listed)
                .extracting(o -> o.placement().tenant().value())
                .contains("acme", "acme-eu", "b");
    }

    @Test
    void aListingTellsEachObjectOnceThoughTheyAreDeletedMeanwhile() throws IOException {
        ObjectStore store = store();
        List<ObjectRef> written = new ArrayList<>();
        for (int number = 0; number < 50; number++) {
            written.add(write(store, Placements.raw("acme", NOON, number), new byte[1]));
        }

        List<ObjectRef> told = new ArrayList<>();
        try (ObjectListing listing = store.list(Zone.RAW)) {
            for (var page = listing.next(3); !page.isEmpty(); page = listing.next(3)) {
                page.forEach(stored -> store.delete(stored.object()));
                page.forEach(stored -> told.add(stored.object()));
            }
        }

        assertThat(told).containsExactlyInAnyOrderElementsOf(written);
        assertThat(Listings.all(store, Zone.RAW)).isEmpty();
    }

    protected static ObjectRef write(ObjectStore store, Placement placement, byte[] content)
            throws IOException {
        try (var writer = store.create(placement)) {
            writer.stream().write(content);
            return writer.publish();
        }
    }

    private static void assertMissing(Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        PortException.class,
                        e -> assertThat(e.kind()).isEqualTo(PortException.Kind.MISSING));
    }
}
