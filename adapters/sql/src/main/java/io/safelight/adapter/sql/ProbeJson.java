package io.safelight.adapter.sql;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.safelight.domain.image.Dimensions;
import io.safelight.domain.image.Location;
import io.safelight.domain.image.Probe;
import io.safelight.domain.image.Probe.Camera;
import io.safelight.domain.image.Probe.Looks;
import java.io.IOException;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A probe within the findings. */
final class ProbeJson {
    private ProbeJson() {}

    static void write(JsonGenerator json, Probe probe) throws IOException {
        json.writeStartObject();
        json.writeNumberField("width", probe.size().width());
        json.writeNumberField("height", probe.size().height());
        json.writeNumberField("pages", probe.size().pages());
        json.writeNumberField("orientation", probe.orientation());
        json.writeStringField("colorSpace", probe.colorSpace());
        if (probe.camera().isPresent()) {
            json.writeObjectFieldStart("camera");
            json.writeStringField("make", probe.camera().get().make());
            json.writeStringField("model", probe.camera().get().model());
            json.writeEndObject();
        }
        if (probe.takenAt().isPresent()) {
            json.writeStringField("takenAt", probe.takenAt().get().toString());
        }
        if (probe.location().isPresent()) {
            json.writeObjectFieldStart("location");
            json.writeNumberField("latitude", probe.location().get().latitude());
            json.writeNumberField("longitude", probe.location().get().longitude());
            json.writeEndObject();
        }
        writeLooks(json, probe.looks());
        json.writeObjectFieldStart("exif");
        for (Map.Entry<String, String> tag : probe.exif().entrySet()) {
            json.writeStringField(tag.getKey(), tag.getValue());
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void writeLooks(JsonGenerator json, Looks looks) throws IOException {
        json.writeObjectFieldStart("looks");
        json.writeStringField("phash", looks.phash());
        json.writeStringField("dominantColor", looks.dominantColor());
        json.writeStringField("blurhash", looks.blurhash());
        json.writeEndObject();
    }

    static Probe read(JsonNode json) {
        return new Probe(
                new Dimensions(
                        json.required("width").asInt(),
                        json.required("height").asInt(),
                        json.required("pages").asInt()),
                json.required("orientation").asInt(),
                json.required("colorSpace").asText(),
                Optional.ofNullable(json.get("camera")).map(ProbeJson::camera),
                Optional.ofNullable(json.get("takenAt"))
                        .map(time -> LocalDateTime.parse(time.asText())),
                Optional.ofNullable(json.get("location")).map(ProbeJson::location),
                looks(json.required("looks")),
                exif(json.required("exif")));
    }

    private static Camera camera(JsonNode json) {
        return new Camera(json.required("make").asText(), json.required("model").asText());
    }

    private static Location location(JsonNode json) {
        return new Location(
                json.required("latitude").asDouble(), json.required("longitude").asDouble());
    }

    private static Looks looks(JsonNode json) {
        return new Looks(
                json.required("phash").asText(),
                json.required("dominantColor").asText(),
                json.required("blurhash").asText());
    }

    private static SortedMap<String, String> exif(JsonNode json) {
        SortedMap<String, String> tags = new TreeMap<>();
        for (Map.Entry<String, JsonNode> tag : json.properties()) {
            tags.put(tag.getKey(), tag.getValue().asText());
        }
        return tags;
    }
}
