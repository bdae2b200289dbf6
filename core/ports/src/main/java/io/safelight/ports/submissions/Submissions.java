package io.safelight.ports.submissions;

import java.io.IOException;
import java.io.InputStream;

/** Takes images from the doors. Safe for many threads. */
public interface Submissions {

    /**
     * Reads {@code body} to its end unless it refuses before. Accepted means durable.
     *
     * @throws IOException only from {@code body}: the sender went away, and nothing is kept
     */
    SubmissionAnswer submit(Submission submission, InputStream body) throws IOException;
}
