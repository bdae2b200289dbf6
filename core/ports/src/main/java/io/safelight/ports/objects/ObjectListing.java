package io.safelight.ports.objects;

import java.util.List;

/**
 * A walk through what lies in a zone, which reads each folder once. Holds few objects in memory
 * however many there are. What is published or deleted during the walk may be told or not; all else
 * is told once. The caller closes. For one thread at a time.
 */
public interface ObjectListing extends AutoCloseable {

    /**
     * The next ones, oldest bucket first, in no order within a bucket; empty at the end.
     *
     * @param limit at least 1
     */
    List<StoredObject> next(int limit);

    @Override
    void close();
}
