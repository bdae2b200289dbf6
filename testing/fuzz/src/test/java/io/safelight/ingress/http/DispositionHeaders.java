package io.safelight.ingress.http;

import static org.assertj.core.api.Assertions.assertThat;

/** Content-Disposition as it goes out, for tests of other packages. */
public final class DispositionHeaders {
    /** What the reading side takes; names beyond it come back shortened. */
    private static final int MAX_ENCODED_CHARS = 2000;

    private DispositionHeaders() {}

    /** A name must come back from its header, which is one line of plain characters. */
    public static void carry(String filename) {
        String header = ContentDisposition.attachment(filename);
        assertThat(header).matches("[ -~]+");
        int start = header.indexOf("UTF-8''") + "UTF-8''".length();
        if (header.length() - start <= MAX_ENCODED_CHARS) {
            assertThat(ContentDisposition.filename(header)).contains(filename);
        }
    }
}
