package io.safelight.query.govern;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;

/**
 * What one kind of object in the tree may hold: a check per field. A field that is not listed must
 * be empty, so that what a later DuckDB adds is refused until someone has thought about it.
 */
record Shape(Map<String, Check> fields) {

    /** Looks at one value, and at the object that holds it. */
    @FunctionalInterface
    interface Check {
        void check(JsonNode value, JsonNode owner, Walk walk) throws ForbiddenException;
    }

    Shape {
        fields = Map.copyOf(fields);
    }

    static Shape empty() {
        return new Shape(Map.of());
    }

    Shape with(Check check, String... names) {
        var more = new HashMap<>(fields);
        for (String name : names) {
            more.put(name, check);
        }
        return new Shape(more);
    }

    /** What is no object is none of that shape, and not one without fields. */
    void check(JsonNode object, Walk walk) throws ForbiddenException {
        if (!object.isObject()) {
            throw walk.construct(object, object.asText());
        }
        for (var field : object.properties()) {
            Check check = fields.get(field.getKey());
            if (check != null) {
                check.check(field.getValue(), object, walk);
            } else if (!isEmpty(field.getValue())) {
                throw walk.construct(object, field.getKey());
            }
        }
    }

    /** Null, false, an empty text, or a container of nothing else. */
    static boolean isEmpty(JsonNode value) {
        if (value.isContainerNode()) {
            for (JsonNode child : value) {
                if (!isEmpty(child)) {
                    return false;
                }
            }
            return true;
        }
        return value.isNull()
                || (value.isBoolean() && !value.booleanValue())
                || (value.isTextual() && value.textValue().isEmpty());
    }
}
