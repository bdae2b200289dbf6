package io.safelight.ingress.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
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
    static final int MAX_REQUEST_BYTES = 128 << 10;
    private static final int MAX_DEPTH = 20;

    private static final JsonMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(MAX_DEPTH)
                                                    .build())
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

    /** The request's body as a JSON object. */
    static JsonNode request(Context ctx) throws IOException {
        byte[] body = ctx.bodyInputStream().readNBytes(MAX_REQUEST_BYTES + 1);
        if (body.length > MAX_REQUEST_BYTES) {
            throw Problem.of(413, "too-large", "The request is over 128 KiB.");
        }
        try {
            JsonNode node = MAPPER.readTree(body);
            if (node.isObject()) {
                return node;
            }
        } catch (JsonProcessingException e) {
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
