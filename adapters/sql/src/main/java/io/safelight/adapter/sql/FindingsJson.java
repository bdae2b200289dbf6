package io.safelight.adapter.sql;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.safelight.domain.image.Cause;
import io.safelight.domain.image.ObjectRef;
import io.safelight.domain.image.Sha256;
import io.safelight.domain.program.Output;
import io.safelight.domain.program.ProgramName;
import io.safelight.domain.program.ProgramRun;
import io.safelight.domain.work.Findings;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The column {@code findings}. What is absent is left out. Names that are not known are passed
 * over, so that a later version may add some.
 */
final class FindingsJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private FindingsJson() {}

    /** Empty when nothing was found out. */
    static Optional<String> write(Findings findings) {
        if (findings.equals(Findings.NONE)) {
            return Optional.empty();
        }
        var text = new StringWriter(1024);
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            if (findings.scan().isPresent()) {
                json.writeFieldName("scan");
                ScanJson.write(json, findings.scan().get());
            }
            if (findings.probe().isPresent()) {
                json.writeFieldName("probe");
                ProbeJson.write(json, findings.probe().get());
            }
            writeRuns(json, findings.runs());
            writeOutputs(json, findings.outputs());
            writeCause(json, "cause", findings.cause());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Optional.of(text.toString());
    }

    /**
     * @throws io.safelight.ports.PortException CORRUPT when it is not what was written
     */
    static Findings read(Optional<String> column) {
        if (column.isEmpty()) {
            return Findings.NONE;
        }
        try {
            JsonNode json = JSON.readTree(column.get());
            return new Findings(
                    Optional.ofNullable(json.get("scan")).map(ScanJson::read),
                    Optional.ofNullable(json.get("probe")).map(ProbeJson::read),
                    runs(json.path("runs")),
                    outputs(json.path("outputs")),
                    cause(json, "cause"));
        } catch (IOException | IllegalArgumentException | DateTimeException e) {
            throw Faults.corrupt("the findings of an image", e);
        }
    }

    private static void writeRuns(JsonGenerator json, List<ProgramRun> runs) throws IOException {
        json.writeArrayFieldStart("runs");
        for (ProgramRun run : runs) {
            json.writeStartObject();
            json.writeStringField("program", run.program().value());
            json.writeStringField("version", run.version());
            json.writeStringField("took", run.took().toString());
            json.writeNumberField("peakMemoryBytes", run.peakMemoryBytes());
            json.writeNumberField("attempts", run.attempts());
            writeCause(json, "failure", run.failure());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static List<ProgramRun> runs(JsonNode json) {
        List<ProgramRun> runs = new ArrayList<>(json.size());
        for (JsonNode run : json) {
            runs.add(
                    new ProgramRun(
                            new ProgramName(run.required("program").asText()),
                            run.required("version").asText(),
                            Duration.parse(run.required("took").asText()),
                            run.required("peakMemoryBytes").asLong(),
                            run.required("attempts").asInt(),
                            cause(run, "failure")));
        }
        return runs;
    }

    private static void writeOutputs(JsonGenerator json, List<Output> outputs) throws IOException {
        json.writeArrayFieldStart("outputs");
        for (Output output : outputs) {
            json.writeStartObject();
            json.writeStringField("program", output.program().value());
            json.writeStringField("name", output.name());
            json.writeStringField("contentType", output.contentType());
            json.writeNumberField("bytes", output.bytes());
            json.writeStringField("sha256", output.sha256().hex());
            json.writeStringField("object", output.object().value());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static List<Output> outputs(JsonNode json) {
        List<Output> outputs = new ArrayList<>(json.size());
        for (JsonNode output : json) {
            outputs.add(
                    new Output(
                            new ProgramName(output.required("program").asText()),
                            output.required("name").asText(),
                            output.required("contentType").asText(),
                            output.required("bytes").asLong(),
                            new Sha256(output.required("sha256").asText()),
                            new ObjectRef(output.required("object").asText())));
        }
        return outputs;
    }

    private static void writeCause(JsonGenerator json, String name, Optional<Cause> cause)
            throws IOException {
        if (cause.isPresent()) {
            json.writeObjectFieldStart(name);
            json.writeStringField("code", cause.get().code());
            json.writeStringField("text", cause.get().text());
            json.writeEndObject();
        }
    }

    private static Optional<Cause> cause(JsonNode json, String name) {
        return Optional.ofNullable(json.get(name))
                .map(
                        cause ->
                                new Cause(
                                        cause.required("code").asText(),
                                        cause.required("text").asText()));
    }
}
