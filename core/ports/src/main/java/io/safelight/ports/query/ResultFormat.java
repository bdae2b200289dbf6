package io.safelight.ports.query;

/**
 * The forms of an answer. Rows over the limit are left out of JSON, which says so in {@code
 * truncated}; the others cannot say it, so there the answer is rejected, or cut if it has begun.
 */
public enum ResultFormat {
    /** {@code {"columns":[{"name","type"}],"rows":[[…]],"rowCount":n,"truncated":false}}. */
    JSON("application/json"),
    /** RFC 4180, with a header. */
    CSV("text/csv"),
    /** Arrow IPC stream. */
    ARROW("application/vnd.apache.arrow.stream"),
    PARQUET("application/vnd.apache.parquet");

    private final String contentType;

    ResultFormat(String contentType) {
        this.contentType = contentType;
    }

    public String contentType() {
        return contentType;
    }
}
