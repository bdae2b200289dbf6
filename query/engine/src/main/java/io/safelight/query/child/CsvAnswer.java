package io.safelight.query.child;

import io.safelight.query.wire.Question;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;

/** RFC 4180 with a header. Null is an empty cell, an empty text is {@code ""}. */
final class CsvAnswer implements Answer {

    @Override
    public void write(Session session, String sql, Question question, AnswerStream out)
            throws SQLException, IOException, TooManyRowsException {
        try (Statement statement = session.connection().createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            ResultSetMetaData meta = rows.getMetaData();
            int columns = meta.getColumnCount();
            var line = new StringBuilder();
            for (int i = 1; i <= columns; i++) {
                line.append(i == 1 ? "" : ",").append(quoted(meta.getColumnName(i)));
            }
            int count = 0;
            while (rows.next()) {
                if (++count > question.maxRows()) {
                    throw new TooManyRowsException();
                }
                end(line, out);
                for (int i = 1; i <= columns; i++) {
                    Object value = rows.getObject(i);
                    line.append(i == 1 ? "" : ",")
                            .append(value == null ? "" : quoted(Cells.text(value)));
                }
            }
            end(line, out);
        }
    }

    private static void end(StringBuilder line, AnswerStream out) throws IOException {
        out.write(line.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
        line.setLength(0);
    }

    private static String quoted(String text) {
        boolean plain =
                !text.isEmpty()
                        && text.chars()
                                .noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
