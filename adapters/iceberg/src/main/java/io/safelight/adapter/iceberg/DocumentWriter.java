package io.safelight.adapter.iceberg;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerationException;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Makes UTF-8 of documents, one after another with the same buffers. For one thread. */
final class DocumentWriter {
    private static final JsonFactory JSON = new JsonFactory();

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096);
    private JsonGenerator json = generator();

    byte[] write(Document document) {
        try {
            document.write(json);
            json.flush();
            return bytes.toByteArray();
        } catch (JsonGenerationException e) {
            json = generator();
            return withoutLoneSurrogates(document);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        } finally {
            bytes.reset();
        }
    }

    /** UTF-8 has no form for half a character, so it becomes a question mark. */
    private static byte[] withoutLoneSurrogates(Document document) {
        var text = new StringWriter();
        try (var generator = JSON.createGenerator(text)) {
            document.write(generator);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private JsonGenerator generator() {
        try {
            return JSON.createGenerator(bytes, JsonEncoding.UTF8).setRootValueSeparator(null);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
    }
}
