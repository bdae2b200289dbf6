package io.safelight.query;

import java.io.IOException;
import java.nio.file.Path;

/** Starts children. Safe for many threads. */
@FunctionalInterface
public interface ChildLaunch {

    /**
     * @param lake the only folder of data that the child may see, read-only
     * @throws IOException when no child can be started; the message says what to do
     */
    QueryChild launch(Path lake) throws IOException;
}
