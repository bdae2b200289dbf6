package io.safelight.ports.objects;

import java.util.List;

/**
 * @param more whether a further page may have something
 */
public record ObjectPage(List<StoredObject> objects, boolean more) {
    public ObjectPage {
        objects = List.copyOf(objects);
    }
}
