package io.safelight.adapter.sql;

import io.safelight.domain.image.Attributes;
import io.safelight.domain.work.Findings;

/** The ledger's JSON columns, written and read again, for tests of other packages. */
public final class LedgerColumns {
    private LedgerColumns() {}

    public static Attributes throughTheLedger(Attributes attributes) {
        return AttributesJson.read(AttributesJson.write(attributes));
    }

    public static Findings throughTheLedger(Findings findings) {
        return FindingsJson.read(FindingsJson.write(findings));
    }
}
