package io.safelight.query.govern;

/**
 * DuckDB's parser. Both calls fail with an {@link IllegalStateException} when DuckDB does anything
 * but answer.
 */
public interface Syntax {

    /** The tree of a text of statements as JSON, or why there is none, as JSON too. */
    String treeOf(String sql);

    /** The statement of a tree. */
    String sqlOf(String tree);
}
