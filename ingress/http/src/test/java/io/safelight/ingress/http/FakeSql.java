package io.safelight.ingress.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.safelight.domain.image.Cause;
import io.safelight.ports.query.SqlAnswer;
import io.safelight.ports.query.SqlEngine;
import io.safelight.ports.query.SqlQuestion;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.concurrent.Semaphore;

/**
 * Answers CUT with a stream that breaks and ENDLESS with one that does not end, refuses DROP, and
 * says who asked for what otherwise.
 */
final class FakeSql implements SqlEngine {
    /** One more for each endless answer that is closed. */
    final Semaphore closed = new Semaphore(0);

    @Override
    public SqlAnswer query(SqlQuestion question) {
        return switch (question.sql()) {
            case "CUT" -> {
                var begun = new ByteArrayInputStream(new byte[200_000]);
                yield new SqlAnswer.Rows(new SequenceInputStream(begun, new BrokenStream()));
            }
            case "ENDLESS" -> new SqlAnswer.Rows(new EndlessStream());
            case "DROP" -> new SqlAnswer.Rejected(new Cause("sql-not-a-select", "Only SELECT."));
            case "BUSY" -> new SqlAnswer.Busy();
            default -> {
                String answer = question.format() + " of " + question.principal().tenant();
                yield new SqlAnswer.Rows(new ByteArrayInputStream(answer.getBytes(UTF_8)));
            }
        };
    }

    @Override
    public void close() {}

    private final class EndlessStream extends InputStream {
        @Override
        public int read() {
            return 0;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            return length;
        }

        @Override
        public void close() {
            closed.release();
        }
    }

    private static final class BrokenStream extends InputStream {
        @Override
        public int read() throws IOException {
            throw new IOException("the child died");
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            throw new IOException("the child died");
        }
    }
}
