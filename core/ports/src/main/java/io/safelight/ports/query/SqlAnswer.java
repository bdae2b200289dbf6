package io.safelight.ports.query;

import io.safelight.domain.image.Cause;
import java.io.InputStream;

/** An answer, or why there is none. */
public sealed interface SqlAnswer {

    /**
     * The caller reads {@code body} to its end and closes it. An {@link java.io.IOException} from
     * it means that the answer is cut.
     */
    record Rows(InputStream body) implements SqlAnswer {}

    /**
     * The statement is not allowed, not valid, or went over a limit; codes start with {@code sql-}.
     */
    record Rejected(Cause cause) implements SqlAnswer {}

    /** Too many questions at once; try again later. */
    record Busy() implements SqlAnswer {}
}
