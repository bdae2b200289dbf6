package io.safelight.ingress.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.Set;

/** JSON trees in and out, bounded. */
final class Json {
    private static final int MAX_DEPTH = 20;

    private static final JsonMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(MAX_DEPTH)
                                                    .build())
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private Json() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static ArrayNode array() {
        return MAPPER.createArrayNode();
    }

    static byte[] bytes(JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree always has a JSON form", e);
        }
    }

    static void write(Context ctx, JsonNode node) {
        ctx.result(bytes(node))
                .contentType("application/json")
                .header("Cache-Control", "private, no-store");
    }

    /** A request as a JSON object. */
    static JsonNode object(byte[] request) {
        try {
            JsonNode node = MAPPER.readTree(request);
            if (node.isObject()) {
                return node;
            }
        } catch (IOException e) {
            // Nothing is cut off in memory: bytes of no encoding are a plain IOException, too.
            throw Problem.malformed("The request is not valid JSON.");
        }
        throw Problem.malformed("The request is not a JSON object.");
    }

    /** A field that is not known is a mistake that should not pass for what it leaves out. */
    static void requireOnly(JsonNode request, Set<String> fields) {
        request.fieldNames()
                .forEachRemaining(
                        name -> {
                            if (!fields.contains(name)) {
                                throw Problem.malformed(
                                        "There is a field that this request does not take.");
                            }
                        });
    }

    /** A text field of a request. */
    static String text(JsonNode request, String name) {
        JsonNode value = request.get(name);
        if (value == null || !value.isTextual()) {
            throw Problem.malformed("The request needs the text field \"" + name + "\".");
        }
        return value.textValue();
    }
}
