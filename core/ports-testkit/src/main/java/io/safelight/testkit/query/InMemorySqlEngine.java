package io.safelight.testkit.query;

import io.safelight.domain.identity.TenantId;
import io.safelight.domain.image.Cause;
import io.safelight.ports.query.ResultFormat;
import io.safelight.ports.query.SqlAnswer;
import io.safelight.ports.query.SqlEngine;
import io.safelight.ports.query.SqlQuestion;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Understands {@code SELECT columns FROM images} with the columns tenant, filename and bytes, or a
 * star, and answers in JSON or CSV.
 */
public final class InMemorySqlEngine implements SqlEngine {
    private static final Pattern SELECT =
            Pattern.compile("(?i)\\s*SELECT\\s+([a-z_, *]+?)\\s+FROM\\s+images\\s*");
    private static final List<String> COLUMNS = List.of("tenant", "filename", "bytes");
    private static final Map<String, Function<SampleImage, Object>> VALUES =
            Map.of(
                    "tenant", SampleImage::tenant,
                    "filename", SampleImage::filename,
                    "bytes", SampleImage::bytes);

    private final List<SampleImage> images;
    private final Instant now;
    private final int maxRows;

    public InMemorySqlEngine(List<SampleImage> images, Instant now, int maxRows) {
        this.images = List.copyOf(images);
        this.now = now;
        this.maxRows = maxRows;
    }

    @Override
    public SqlAnswer query(SqlQuestion question) {
        Matcher select = SELECT.matcher(question.sql());
        if (!select.matches()) {
            return rejected("sql-forbidden-construct", "Ask: SELECT filename FROM images");
        }
        List<String> columns =
                select.group(1).equals("*")
                        ? COLUMNS
                        : Arrays.stream(select.group(1).split(",")).map(String::strip).toList();
        if (!VALUES.keySet().containsAll(columns)) {
            return rejected("sql-failed", "The columns are tenant, filename and bytes.");
        }
        List<SampleImage> rows =
                images.stream()
                        .filter(image -> question.principal().mayRead(new TenantId(image.tenant())))
                        .filter(image -> image.expiresAt().isAfter(now))
                        .toList();
        return answer(columns, rows, question.format());
    }

    @Override
    public void close() {}

    private SqlAnswer answer(List<String> columns, List<SampleImage> rows, ResultFormat format) {
        boolean truncated = rows.size() > maxRows;
        return switch (format) {
            case JSON -> rows(json(columns, rows.stream().limit(maxRows).toList(), truncated));
            case CSV ->
                    truncated
                            ? rejected("sql-too-many-rows", "Add a LIMIT, or ask for JSON.")
                            : rows(csv(columns, rows));
            case ARROW, PARQUET -> rejected("sql-failed", "Only JSON and CSV here.");
        };
    }

    private static String json(List<String> columns, List<SampleImage> rows, boolean truncated) {
        String names =
                columns.stream()
                        .map(
                                name ->
                                        "{\"name\":\"%s\",\"type\":\"%s\"}"
                                                .formatted(
                                                        name,
                                                        name.equals("bytes")
                                                                ? "BIGINT"
                                                                : "VARCHAR"))
                        .collect(Collectors.joining(","));
        String values =
                rows.stream()
                        .map(row -> line(columns, row, InMemorySqlEngine::jsonValue))
                        .map(row -> "[" + row + "]")
                        .collect(Collectors.joining(","));
        return "{\"columns\":[%s],\"rows\":[%s],\"rowCount\":%d,\"truncated\":%b}"
                .formatted(names, values, rows.size(), truncated);
    }

    private static String csv(List<String> columns, List<SampleImage> rows) {
        return String.join(",", columns)
                + "\r\n"
                + rows.stream()
                        .map(row -> line(columns, row, InMemorySqlEngine::csvValue) + "\r\n")
                        .collect(Collectors.joining());
    }

    private static String line(
            List<String> columns, SampleImage row, Function<Object, String> format) {
        return columns.stream()
                .map(name -> VALUES.getOrDefault(name, _ -> "").apply(row))
                .map(format)
                .collect(Collectors.joining(","));
    }

    private static String jsonValue(Object value) {
        return value instanceof String text
                ? '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"'
                : value.toString();
    }

    private static String csvValue(Object value) {
        String text = value.toString();
        return text.contains(",") || text.contains("\"")
                ? '"' + text.replace("\"", "\"\"") + '"'
                : text;
    }

    private static SqlAnswer rows(String text) {
        return new SqlAnswer.Rows(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static SqlAnswer rejected(String code, String text) {
        return new SqlAnswer.Rejected(new Cause(code, text));
    }
}
