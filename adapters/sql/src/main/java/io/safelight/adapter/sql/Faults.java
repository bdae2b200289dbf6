package io.safelight.adapter.sql;

import io.safelight.ports.Port;
import io.safelight.ports.PortException;
import io.safelight.ports.PortException.Kind;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What a failure of the database lets the caller conclude. */
final class Faults {
    /** The low byte of a SQLite result code is its class, see sqlite.org/rescode.html. */
    private static final int CLASS_BITS = 0xff;

    private Faults() {}

    /** The transaction was rolled back, or never began. */
    static PortException undone(SQLException e) {
        return new PortException(
                Port.LEDGER, kindOf(e), "the ledger could not do it: " + e.getMessage(), e);
    }

    /** The commit failed: what it wrote may come to light when the database recovers. */
    static PortException unknown(SQLException e) {
        return new PortException(
                Port.LEDGER,
                Kind.UNKNOWN_OUTCOME,
                "the ledger's commit failed: " + e.getMessage(),
                e);
    }

    static PortException unknown(String message) {
        return new PortException(Port.LEDGER, Kind.UNKNOWN_OUTCOME, message);
    }

    static PortException retryable(String message) {
        return new PortException(Port.LEDGER, Kind.RETRYABLE, message);
    }

    static PortException corrupt(String what, Exception e) {
        return new PortException(Port.LEDGER, Kind.CORRUPT, "the ledger cannot read " + what, e);
    }

    /** Another program has the file, see sqlite.org/wal.html, "Sometimes queries return BUSY". */
    static boolean isLocked(SQLException e) {
        return e instanceof SQLiteException sqlite
                && classOf(sqlite) == SQLiteErrorCode.SQLITE_BUSY.code;
    }

    private static int classOf(SQLiteException e) {
        return e.getResultCode().code & CLASS_BITS;
    }

    private static Kind kindOf(SQLException e) {
        if (!(e instanceof SQLiteException sqlite)) {
            return Kind.RETRYABLE;
        }
        int code = classOf(sqlite);
        if (code == SQLiteErrorCode.SQLITE_CORRUPT.code
                || code == SQLiteErrorCode.SQLITE_NOTADB.code) {
            return Kind.CORRUPT;
        }
        return code == SQLiteErrorCode.SQLITE_CONSTRAINT.code ? Kind.REFUSED : Kind.RETRYABLE;
    }
}
