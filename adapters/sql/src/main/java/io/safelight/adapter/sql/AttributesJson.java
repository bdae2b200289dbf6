package io.safelight.adapter.sql;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.safelight.domain.image.Attributes;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The column {@code attributes}: a flat JSON object whose numbers keep all their digits. */
final class AttributesJson {
    private static final JsonFactory JSON =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNumberLength(2 * Attributes.MAX_JSON_BYTES)
                                    .build())
                    .build();

    private AttributesJson() {}

    /** Empty when there are none. */
    static Optional<String> write(Attributes attributes) {
        if (attributes.values().isEmpty()) {
            return Optional.empty();
        }
        var text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            for (Map.Entry<String, Object> attribute : attributes.values().entrySet()) {
                json.writeFieldName(attribute.getKey());
                write(json, attribute.getValue());
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Optional.of(text.toString());
    }

    private static void write(JsonGenerator json, Object value) throws IOException {
        switch (value) {
            case String text -> json.writeString(text);
            case BigDecimal number -> json.writeNumber(number);
            case Boolean bool -> json.writeBoolean(bool);
            default -> throw new IllegalArgumentException("not an attribute: " + value.getClass());
        }
    }

    static Attributes read(Optional<String> column) {
        if (column.isEmpty()) {
            return Attributes.NONE;
        }
        Map<String, Object> values = new TreeMap<>();
        try (JsonParser json = JSON.createParser(column.get())) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                values.put(name, value(json));
            }
            return Attributes.of(values);
        } catch (IOException | IllegalArgumentException e) {
            throw Faults.corrupt("the attributes of an image", e);
        }
    }

    private static Object value(JsonParser json) throws IOException {
        return switch (json.currentToken()) {
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> json.getDecimalValue();
            case VALUE_STRING -> json.getText();
            case null, default -> throw new IOException("not an attribute");
        };
    }
}
