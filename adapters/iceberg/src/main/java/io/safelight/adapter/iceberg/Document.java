package io.safelight.adapter.iceberg;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** A value that is kept as JSON text. */
@FunctionalInterface
interface Document {
    void write(JsonGenerator json) throws IOException;
}
