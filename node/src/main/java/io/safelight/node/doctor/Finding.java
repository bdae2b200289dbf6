package io.safelight.node.doctor;

/** What a check found. */
sealed interface Finding {

    /** What was looked at, in a word or two. */
    String subject();

    /** What is so. */
    String detail();

    record Fine(String subject, String detail) implements Finding {}

    /**
     * It works, and should be better.
     *
     * @param remedy what to do, as a sentence
     */
    record Warning(String subject, String detail, String remedy) implements Finding {}

    /**
     * It does not work.
     *
     * @param remedy what to do, as a sentence
     */
    record Problem(String subject, String detail, String remedy) implements Finding {}
}
