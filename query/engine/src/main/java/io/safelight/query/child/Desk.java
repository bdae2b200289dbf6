package io.safelight.query.child;

import io.safelight.ports.query.ResultFormat;
import io.safelight.query.govern.Governor;
import io.safelight.query.govern.Ruling;
import io.safelight.query.wire.Frame;
import io.safelight.query.wire.Frames;
import io.safelight.query.wire.Question;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Takes questions one after the other and answers each in a database of its own. */
public final class Desk {
    private final Frames frames;
    private final Limits limits;
    private final Path scratch;

    private Desk(Frames frames, Limits limits, Path scratch) {
        this.frames = frames;
        this.limits = limits;
        this.scratch = scratch;
    }

    /**
     * Works until the requests end. Nothing else may write to {@code answers}.
     *
     * @param scratch an empty private folder
     * @throws IOException when the parent is gone or talks nonsense
     * @throws SQLException when DuckDB does not start
     */
    public static void serve(
            InputStream requests, OutputStream answers, Limits limits, Path scratch)
            throws IOException, SQLException {
        new Desk(Frames.ofChild(requests, answers), limits, scratch).work();
    }

    private void work() throws IOException, SQLException {
        boolean ready = false;
        while (true) {
            try (Session session = Session.open(limits)) {
                if (ready) {
                    answer(session, question());
                } else {
                    warmUp(session);
                    frames.write(Frame.Kind.READY);
                    ready = true;
                }
            } catch (EOFException e) {
                return;
            }
        }
    }

    /** The first answer loads hundreds of classes; no caller should wait for them. */
    private void warmUp(Session session) throws IOException {
        String sql = "SELECT state, count(*) FROM images GROUP BY state";
        var question =
                new Question(sql, Optional.empty(), 0, List.of(), ResultFormat.JSON, 1, 1 << 16);
        var nowhere =
                Frames.ofChild(InputStream.nullInputStream(), OutputStream.nullOutputStream());
        new Desk(nowhere, limits, scratch).answer(session, question);
    }

    private Question question() throws IOException {
        Frame frame = frames.read();
        if (frame.kind() != Frame.Kind.QUESTION) {
            throw new IOException("not a question: " + frame.kind());
        }
        return Question.fromBytes(frame.payload());
    }

    private void answer(Session session, Question question) throws IOException {
        switch (new Governor(session.syntax()).rule(question.sql(), question.maxRows())) {
            case Ruling.Refused refused -> frames.write(refused.refusal());
            case Ruling.Allowed allowed -> run(session, question, allowed);
        }
    }

    private void run(Session session, Question question, Ruling.Allowed allowed)
            throws IOException {
        var out = new AnswerStream(frames, question.maxBytes());
        try {
            Files.createDirectories(scratch);
            boolean usesScratch = question.format() == ResultFormat.PARQUET;
            session.confine(question, allowed.bounds(), usesScratch ? List.of(scratch) : List.of());
            form(question).write(session, allowed.sql(), question, out);
            out.end();
        } catch (SQLException
                | RuntimeException
                | Answer.TooManyRowsException
                | AnswerStream.TooLargeException
                | OutOfMemoryError e) {
            frames.write(Errors.explain(e, question.sql()));
        }
    }

    private Answer form(Question question) {
        return switch (question.format()) {
            case JSON -> new JsonAnswer();
            case CSV -> new CsvAnswer();
            case ARROW -> new ArrowAnswer();
            case PARQUET -> new ParquetAnswer(scratch);
        };
    }
}
