package io.safelight.query.wire;

import java.util.Optional;

/** One message between parent and child. */
public record Frame(Kind kind, byte[] payload) {
    /** Of any frame but a question. */
    public static final int MAX_PAYLOAD_BYTES = 64 * 1024;

    /** A question names every file of the snapshot. */
    public static final int MAX_QUESTION_BYTES = 16 * 1024 * 1024;

    /** What it means. */
    public enum Kind {
        /** From the child, once: it can take questions. */
        READY('R'),
        /** From the parent: a {@link Question}. */
        QUESTION('Q'),
        /** From the child: bytes of the answer. */
        DATA('D'),
        /** From the child: the answer is whole. */
        END('E'),
        /** From the child: there is no answer, or no more of it. Code, newline, text. */
        REFUSED('X');

        private final char letter;

        Kind(char letter) {
            this.letter = letter;
        }

        int letter() {
            return letter;
        }

        static Optional<Kind> of(int letter) {
            for (Kind kind : values()) {
                if (kind.letter == letter) {
                    return Optional.of(kind);
                }
            }
            return Optional.empty();
        }
    }
}
