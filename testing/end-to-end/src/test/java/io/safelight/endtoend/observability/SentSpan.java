package io.safelight.endtoend.observability;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A span as a collector reads it.
 *
 * @param parent empty for the first of a trace
 * @param attributes numbers as text
 */
record SentSpan(
        String trace, String id, String parent, String name, Map<String, String> attributes) {

    /** Of an ExportTraceServiceRequest: the fields by their numbers in opentelemetry-proto 1. */
    static List<SentSpan> read(byte[] request) {
        var spans = new ArrayList<SentSpan>();
        for (byte[] resource : Protobuf.read(request).messages(1)) {
            for (byte[] scope : Protobuf.read(resource).messages(2)) {
                Protobuf.read(scope).messages(2).forEach(span -> spans.add(span(span)));
            }
        }
        return spans;
    }

    private static SentSpan span(byte[] message) {
        Protobuf span = Protobuf.read(message);
        var attributes = new TreeMap<String, String>();
        for (byte[] one : span.messages(9)) {
            Protobuf pair = Protobuf.read(one);
            Protobuf value = Protobuf.read(pair.messages(2).getFirst());
            attributes.put(
                    text(pair.messages(1).getFirst()),
                    value.messages(1).stream()
                            .findFirst()
                            .map(SentSpan::text)
                            .orElseGet(() -> String.valueOf(value.number(3))));
        }
        return new SentSpan(
                hex(span, 1),
                hex(span, 2),
                hex(span, 4),
                text(span.messages(5).getFirst()),
                attributes);
    }

    private static String hex(Protobuf span, int field) {
        return span.messages(field).stream().findFirst().map(HexFormat.of()::formatHex).orElse("");
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
