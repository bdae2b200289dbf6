package io.safelight.query.child;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Array;
import java.sql.Blob;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Map;
import org.duckdb.DuckDBStruct;
import org.duckdb.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * Values as JSON and as text. Whole and decimal numbers keep all digits; NaN and infinities are
 * texts; times are ISO 8601, those with a zone in UTC with a Z; bytes are Base64; JSON stays JSON.
 */
final class Cells {
    private static final JsonFactory JSON = new JsonFactory();

    private Cells() {}

    static void writeJson(@Nullable Object value, JsonGenerator json)
            throws SQLException, IOException {
        switch (value) {
            case null -> json.writeNull();
            case Boolean truth -> json.writeBoolean(truth);
            case BigDecimal number -> json.writeNumber(number.toPlainString());
            case BigInteger number -> json.writeNumber(number);
            case Double number -> writeFraction(number, number.toString(), json);
            case Float number -> writeFraction(number.doubleValue(), number.toString(), json);
            case Number number -> json.writeNumber(number.longValue());
            case JsonNode document -> writeDocument(document.toString(), json);
            case Array list -> writeList((Object[]) list.getArray(), json);
            case DuckDBStruct struct -> writeMap(struct.getMap(), json);
            case Map<?, ?> map -> writeMap(map, json);
            default -> json.writeString(scalar(value));
        }
    }

    /** As one cell of a table; empty for null. */
    static String text(@Nullable Object value) throws SQLException, IOException {
        return switch (value) {
            case null -> "";
            case BigDecimal number -> number.toPlainString();
            case Array list -> jsonText(list);
            case DuckDBStruct struct -> jsonText(struct);
            case Map<?, ?> map -> jsonText(map);
            default -> scalar(value);
        };
    }

    private static String scalar(Object value) throws SQLException {
        return switch (value) {
            case OffsetDateTime time ->
                    DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                            time.withOffsetSameInstant(ZoneOffset.UTC));
            case Timestamp time ->
                    DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time.toLocalDateTime());
            case Blob blob ->
                    Base64.getEncoder()
                            .encodeToString(blob.getBytes(1, Math.toIntExact(blob.length())));
            default -> value.toString();
        };
    }

    private static String jsonText(Object value) throws SQLException, IOException {
        var text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            writeJson(value, json);
        }
        return text.toString();
    }

    private static void writeFraction(double value, String text, JsonGenerator json)
            throws IOException {
        if (Double.isFinite(value)) {
            json.writeNumber(text);
        } else {
            json.writeString(text);
        }
    }

    private static void writeList(Object[] values, JsonGenerator json)
            throws SQLException, IOException {
        json.writeStartArray();
        for (Object value : values) {
            writeJson(value, json);
        }
        json.writeEndArray();
    }

    private static void writeMap(Map<?, ?> values, JsonGenerator json)
            throws SQLException, IOException {
        json.writeStartObject();
        for (var entry : values.entrySet()) {
            json.writeFieldName(text(entry.getKey()));
            writeJson(entry.getValue(), json);
        }
        json.writeEndObject();
    }

    /** As it is, if it is a JSON document; otherwise as a text. */
    static void writeDocument(String document, JsonGenerator json) throws IOException {
        if (isDocument(document)) {
            json.writeRawValue(document);
        } else {
            json.writeString(document);
        }
    }

    private static boolean isDocument(String document) throws IOException {
        try (JsonParser parser = JSON.createParser(document)) {
            if (parser.nextToken() == null) {
                return false;
            }
            parser.skipChildren();
            parser.getText();
            return parser.nextToken() == null;
        } catch (JsonProcessingException e) {
            return false;
        }
    }
}
