package io.safelight.adapter.iceberg;

import com.fasterxml.jackson.core.JsonGenerator;
import io.safelight.domain.image.Attributes;
import io.safelight.domain.program.Output;
import io.safelight.domain.program.ProgramRun;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The columns that hold JSON text. Object references stay out: they are of no use to a reader. */
final class ImageJson {
    private ImageJson() {}

    static Document attributes(Attributes attributes) {
        return json -> {
            json.writeStartObject();
            for (var entry : attributes.values().entrySet()) {
                json.writeFieldName(entry.getKey());
                writeValue(json, entry.getValue());
            }
            json.writeEndObject();
        };
    }

    static Document exif(Map<String, String> tags) {
        return json -> {
            json.writeStartObject();
            for (var entry : tags.entrySet()) {
                json.writeStringField(entry.getKey(), entry.getValue());
            }
            json.writeEndObject();
        };
    }

    /** By name; of several runs of one program the last counts. */
    static Document programs(List<ProgramRun> runs) {
        var byName = new LinkedHashMap<String, ProgramRun>();
        runs.forEach(run -> byName.put(run.program().value(), run));
        return json -> {
            json.writeStartObject();
            for (var entry : byName.entrySet()) {
                json.writeFieldName(entry.getKey());
                writeRun(json, entry.getValue());
            }
            json.writeEndObject();
        };
    }

    static Document outputs(List<Output> outputs) {
        return json -> {
            json.writeStartArray();
            for (Output output : outputs) {
                json.writeStartObject();
                json.writeStringField("program", output.program().value());
                json.writeStringField("name", output.name());
                json.writeStringField("content_type", output.contentType());
                json.writeNumberField("bytes", output.bytes());
                json.writeStringField("sha256", output.sha256().hex());
                json.writeEndObject();
            }
            json.writeEndArray();
        };
    }

    private static void writeRun(JsonGenerator json, ProgramRun run) throws IOException {
        json.writeStartObject();
        json.writeStringField("version", run.version());
        json.writeStringField("outcome", run.succeeded() ? "succeeded" : "failed");
        if (run.failure().isPresent()) {
            json.writeStringField("cause", run.failure().get().code());
        }
        json.writeNumberField("ms", run.took().toMillis());
        if (run.peakMemoryBytes() > 0) {
            json.writeNumberField("peak_memory_bytes", run.peakMemoryBytes());
        }
        json.writeNumberField("attempts", run.attempts());
        json.writeEndObject();
    }

    private static void writeValue(JsonGenerator json, Object value) throws IOException {
        switch (value) {
            case String text -> json.writeString(text);
            case BigDecimal number -> json.writeNumber(number);
            case Boolean truth -> json.writeBoolean(truth);
            default -> throw new IllegalArgumentException("not flat: " + value.getClass());
        }
    }
}
