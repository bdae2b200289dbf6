package io.safelight.testkit.objects;

import io.safelight.domain.image.Zone;
import io.safelight.ports.objects.ObjectListing;
import io.safelight.ports.objects.ObjectStore;
import io.safelight.ports.objects.StoredObject;
import java.util.ArrayList;
import java.util.List;

/** Whole listings, for tests. */
public final class Listings {
    private Listings() {}

    /** All that lies in a zone. */
    public static List<StoredObject> all(ObjectStore store, Zone zone) {
        return all(store, zone, 100);
    }

    static List<StoredObject> all(ObjectStore store, Zone zone, int pageSize) {
        var found = new ArrayList<StoredObject>();
        try (ObjectListing listing = store.list(zone)) {
            for (var page = listing.next(pageSize);
                    !page.isEmpty();
                    page = listing.next(pageSize)) {
                if (page.size() > pageSize) {
                    throw new AssertionError("a page of " + page.size());
                }
                found.addAll(page);
            }
        }
        return found;
    }
}
