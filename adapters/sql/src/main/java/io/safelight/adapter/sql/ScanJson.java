package io.safelight.adapter.sql;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.safelight.domain.scan.Scan;
import io.safelight.domain.scan.ScanEngine;
import io.safelight.domain.scan.Verdict;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** A scan within the findings. */
final class ScanJson {
    private ScanJson() {}

    static void write(JsonGenerator json, Scan scan) throws IOException {
        json.writeStartObject();
        switch (scan.verdict()) {
            case Verdict.Clean() -> json.writeStringField("verdict", "clean");
            case Verdict.Infected(String threat) -> {
                json.writeStringField("verdict", "infected");
                json.writeStringField("threat", threat);
            }
            case Verdict.Undecided(Verdict.Reason reason, String detail) -> {
                json.writeStringField("verdict", "undecided");
                json.writeStringField("reason", reason.name().toLowerCase(Locale.ROOT));
                json.writeStringField("detail", detail);
            }
        }
        json.writeStringField("engine", scan.engine().name());
        json.writeStringField("signatures", scan.engine().signatures());
        if (scan.engine().signaturesBuiltAt().isPresent()) {
            json.writeStringField(
                    "signaturesBuiltAt", scan.engine().signaturesBuiltAt().get().toString());
        }
        json.writeStringField("at", scan.at().toString());
        json.writeEndObject();
    }

    static Scan read(JsonNode json) {
        return new Scan(
                verdict(json),
                new ScanEngine(
                        json.required("engine").asText(),
                        json.required("signatures").asText(),
                        Optional.ofNullable(json.get("signaturesBuiltAt"))
                                .map(time -> Instant.parse(time.asText()))),
                Instant.parse(json.required("at").asText()));
    }

    private static Verdict verdict(JsonNode json) {
        String word = json.required("verdict").asText();
        return switch (word) {
            case "clean" -> new Verdict.Clean();
            case "infected" -> new Verdict.Infected(json.required("threat").asText());
            case "undecided" ->
                    new Verdict.Undecided(
                            Verdict.Reason.valueOf(
                                    json.required("reason").asText().toUpperCase(Locale.ROOT)),
                            json.required("detail").asText());
            default -> throw new IllegalArgumentException("not a verdict: " + word);
        };
    }
}
