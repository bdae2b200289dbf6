package io.safelight.query.child;

import io.safelight.query.wire.Question;
import java.io.IOException;
import java.nio.channels.Channels;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.duckdb.DuckDBResultSet;

/** The Arrow IPC stream, batch by batch. */
final class ArrowAnswer implements Answer {
    private static final int BATCH_ROWS = 8192;

    @Override
    public void write(Session session, String sql, Question question, AnswerStream out)
            throws SQLException, IOException, TooManyRowsException {
        try (Statement statement = session.connection().createStatement();
                ResultSet rows = statement.executeQuery(sql);
                BufferAllocator allocator = new RootAllocator(question.maxBytes());
                ArrowReader reader = batches(rows, allocator)) {
            VectorSchemaRoot batch = reader.getVectorSchemaRoot();
            try (var writer = new ArrowStreamWriter(batch, reader, Channels.newChannel(out))) {
                writer.start();
                long count = 0;
                while (reader.loadNextBatch()) {
                    count += batch.getRowCount();
                    if (count > question.maxRows()) {
                        throw new TooManyRowsException();
                    }
                    writer.writeBatch();
                }
                writer.end();
            }
        }
    }

    private static ArrowReader batches(ResultSet rows, BufferAllocator allocator)
            throws SQLException {
        return (ArrowReader)
                rows.unwrap(DuckDBResultSet.class).arrowExportStream(allocator, BATCH_ROWS);
    }
}
