package io.safelight.query.child;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.safelight.query.wire.Question;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;

/**
 * {@code {"columns":[{"name","type"}],"rows":[[…]],"rowCount":n,"truncated":b}}. Rows over a limit,
 * of rows or of bytes, are left out and {@code truncated} is true.
 *
 * <p>The lake keeps documents as text, because Iceberg has no type for them. A text in a column
 * that is called as one of the lake's documents is written as the document that it is.
 */
final class JsonAnswer implements Answer {
    private static final JsonFactory JSON = new JsonFactory();

    private static final Set<String> DOCUMENTS =
            Set.of("attributes", "programs", "outputs", "exif", "labels");

    /** What the end of the answer may take. */
    private static final int END_BYTES = 128;

    private final ByteArrayOutputStream part = new ByteArrayOutputStream();

    @Override
    public void write(Session session, String sql, Question question, AnswerStream out)
            throws SQLException, IOException {
        try (Statement statement = session.connection().createStatement();
                ResultSet rows = statement.executeQuery(sql);
                JsonGenerator json = JSON.createGenerator(part)) {
            json.setRootValueSeparator(null);
            columns(json, rows.getMetaData());
            boolean[] documents = documents(rows.getMetaData());
            text(out, "{\"columns\":");
            json.flush();
            part.writeTo(out);
            text(out, ",\"rows\":[");
            int count = 0;
            boolean more = rows.next();
            while (more && count < question.maxRows()) {
                row(json, rows, documents);
                if (part.size() + END_BYTES > out.room()) {
                    break;
                }
                text(out, count == 0 ? "\n" : ",\n");
                part.writeTo(out);
                count++;
                more = rows.next();
            }
            text(out, "],\"rowCount\":%d,\"truncated\":%b}".formatted(count, more));
        }
    }

    private void columns(JsonGenerator json, ResultSetMetaData meta)
            throws SQLException, IOException {
        json.writeStartArray();
        for (int i = 1; i <= meta.getColumnCount(); i++) {
            json.writeStartObject();
            json.writeStringField("name", meta.getColumnName(i));
            json.writeStringField("type", meta.getColumnTypeName(i));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static boolean[] documents(ResultSetMetaData meta) throws SQLException {
        var documents = new boolean[meta.getColumnCount()];
        for (int i = 0; i < documents.length; i++) {
            documents[i] = DOCUMENTS.contains(meta.getColumnName(i + 1));
        }
        return documents;
    }

    private void row(JsonGenerator json, ResultSet rows, boolean[] documents)
            throws SQLException, IOException {
        part.reset();
        json.writeStartArray();
        for (int i = 0; i < documents.length; i++) {
            Object value = rows.getObject(i + 1);
            if (documents[i] && value instanceof String text) {
                Cells.writeDocument(text, json);
            } else {
                Cells.writeJson(value, json);
            }
        }
        json.writeEndArray();
        json.flush();
    }

    private static void text(AnswerStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
