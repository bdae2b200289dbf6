package io.safelight.query.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.safelight.ports.query.ResultFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a child is asked.
 *
 * @param tenant whose rows are seen; empty for every tenant's
 * @param nowMicros since the epoch; rows that expire at it or before are not seen
 * @param files absolute paths inside the child's jail
 */
public record Question(
        String sql,
        Optional<String> tenant,
        long nowMicros,
        List<String> files,
        ResultFormat format,
        int maxRows,
        long maxBytes) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public Question {
        files = List.copyOf(files);
    }

    public byte[] toBytes() {
        ObjectNode node = JSON.createObjectNode().put("sql", sql).put("nowMicros", nowMicros);
        node.put("everyTenant", tenant.isEmpty());
        tenant.ifPresent(name -> node.put("tenant", name));
        files.forEach(node.putArray("files")::add);
        node.put("format", format.name()).put("maxRows", maxRows).put("maxBytes", maxBytes);
        return node.toString().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * @throws IOException when these are not bytes of {@link #toBytes()}
     */
    public static Question fromBytes(byte[] bytes) throws IOException {
        try {
            var node = JSON.readTree(bytes);
            var files = new ArrayList<String>();
            node.required("files").forEach(file -> files.add(file.asText()));
            return new Question(
                    node.required("sql").asText(),
                    tenant(node),
                    node.required("nowMicros").asLong(),
                    files,
                    ResultFormat.valueOf(node.required("format").asText()),
                    node.required("maxRows").asInt(),
                    node.required("maxBytes").asLong());
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new IOException("not a question", e);
        }
    }

    /** That a name is missing never means every tenant. */
    private static Optional<String> tenant(JsonNode node) {
        return node.required("everyTenant").asBoolean()
                ? Optional.empty()
                : Optional.of(node.required("tenant").asText());
    }
}
