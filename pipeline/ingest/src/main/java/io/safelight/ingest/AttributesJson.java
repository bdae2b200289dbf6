package io.safelight.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.safelight.domain.image.Attributes;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;

/**
 * Reads attributes from the JSON that a sender wrote: one flat object of texts, numbers and
 * booleans.
 */
final class AttributesJson {
    static final String CODE = "malformed-attributes";
    private static final int MAX_DIGITS = 100;
    private static final int MAX_SCALE = 400;
    private static final JsonFactory JSON =
            JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(2)
                                    .maxNumberLength(MAX_DIGITS)
                                    .build())
                    .build();

    private AttributesJson() {}

    static Attributes parse(String text) throws Malformed {
        if (text.getBytes(StandardCharsets.UTF_8).length > Attributes.MAX_JSON_BYTES) {
            throw new Malformed(
                    CODE, "The attributes are over " + Attributes.MAX_JSON_BYTES + " bytes.");
        }
        try (JsonParser parser = JSON.createParser(text)) {
            return read(parser);
        } catch (IOException e) {
            throw new Malformed(CODE, "The attributes are not a flat JSON object.");
        } catch (IllegalArgumentException e) {
            throw new Malformed(CODE, "The attributes do not fit: " + e.getMessage() + ".");
        }
    }

    private static Attributes read(JsonParser parser) throws IOException, Malformed {
        var values = new TreeMap<String, Object>();
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new Malformed(CODE, "The attributes are not a JSON object.");
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = storable(parser.currentName());
            values.put(name, scalar(parser));
        }
        if (parser.nextToken() != null) {
            throw new Malformed(CODE, "Something follows the attributes' JSON object.");
        }
        return new Attributes(values);
    }

    private static Object scalar(JsonParser parser) throws IOException, Malformed {
        return switch (parser.nextToken()) {
            case VALUE_STRING -> storable(parser.getText());
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser.getDecimalValue());
            case null, default ->
                    throw new Malformed(
                            CODE,
                            "Attributes are flat: each value is a text, a number or a boolean.");
        };
    }

    private static BigDecimal number(BigDecimal value) throws Malformed {
        if (value.precision() > MAX_DIGITS || Math.abs((long) value.scale()) > MAX_SCALE) {
            throw new Malformed(CODE, "A number among the attributes is out of range.");
        }
        return value;
    }

    /** Databases take neither NUL nor half a surrogate pair. */
    private static String storable(String text) throws Malformed {
        if (text.indexOf(0) >= 0 || !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new Malformed(
                    CODE, "A text among the attributes is not valid Unicode, or holds NUL.");
        }
        return text;
    }
}
