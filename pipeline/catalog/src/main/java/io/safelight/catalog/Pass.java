package io.safelight.catalog;

/** What came of one pass of the {@link Committer}. */
public sealed interface Pass {

    /** The lake has all that was committed; {@code rows} is 0 when nothing waited. */
    record Committed(int batches, int rows) implements Pass {}

    /**
     * Ledger and lake do not belong together: one of them was set back to an older copy. Going on
     * would lose rows or double them, so a person must decide.
     *
     * @param open the number of the ledger's open batch; neither {@code last} nor one more
     * @param last the lake's last batch
     */
    record Diverged(long open, long last) implements Pass {}
}
