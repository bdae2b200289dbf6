package io.safelight.adapter.sql;

import io.safelight.ports.Port;
import io.safelight.ports.PortException;
import io.safelight.ports.PortException.Kind;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.Pragma;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TempStore;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteDataSource;

/** All that is peculiar to SQLite but its SQL: how its file is opened and migrated. */
final class Sqlite {
    private static final String MIGRATIONS = "classpath:db/sqlite";

    /** What the newest migration sets as {@code user_version}. */
    static final long NEWEST_SCHEMA = 4;

    private static final int WRITER_CACHE_KIBIBYTES = 16 * 1024;
    private static final int READER_CACHE_KIBIBYTES = 4 * 1024;

    /** A write-ahead log that once grew beyond it is cut back. */
    private static final int WAL_LIMIT_BYTES = 64 * 1024 * 1024;

    private final Path file;
    private final Duration lockPatience;

    /**
     * Goes behind a table's name in a SELECT, which then fails unless it can use this index: the
     * planner knows nothing of the sizes of things, and a wrong choice reads the whole table.
     */
    static String using(String index) {
        return " INDEXED BY " + index + " ";
    }

    /**
     * Says nothing beside {@code state = 'claimed'} and the like, but the planner takes the partial
     * index {@code images_in_state} only where it reads the index's own condition.
     */
    static final String NOT_COMPLETED = "state <> 'completed'";

    Sqlite(Path file) {
        this(file, SqliteSettings.DEFAULTS.lockPatience());
    }

    /**
     * @param lockPatience how long a write waits while another program has locked the file
     */
    Sqlite(Path file, Duration lockPatience) {
        this.file = file;
        this.lockPatience = lockPatience;
    }

    /**
     * Brings the schema up to date.
     *
     * @throws PortException REFUSED when the file is of a newer version of the program, or no
     *     database; RETRYABLE when another program has locked it
     */
    void migrate() {
        try {
            long version = schemaVersion();
            if (version > NEWEST_SCHEMA) {
                throw refused(
                        "has schema %d, and this version of Safelight knows %d. Start the version that wrote it, or a newer one."
                                .formatted(version, NEWEST_SCHEMA),
                        Optional.empty());
            }
            // Asking first spares every start but the first the time that Flyway takes.
            if (version < NEWEST_SCHEMA) {
                flyway().migrate();
            }
        } catch (SQLException e) {
            throw Faults.isLocked(e)
                    ? locked(e)
                    : refused("cannot be opened: " + e.getMessage(), Optional.of(e));
        } catch (FlywayException e) {
            throw refused("could not be brought up to date: " + e.getMessage(), Optional.of(e));
        }
    }

    /** 0 for a file that is new. */
    long schemaVersion() throws SQLException {
        try (Session session = openToWrite()) {
            return session.one("PRAGMA user_version", Row::number).orElseThrow();
        }
    }

    private Flyway flyway() {
        return Flyway.configure()
                .dataSource(dataSource(writing()))
                .locations(MIGRATIONS)
                .failOnMissingLocations(true)
                .loggers("slf4j")
                .load();
    }

    private PortException locked(SQLException cause) {
        return new PortException(
                Port.LEDGER,
                Kind.RETRYABLE,
                "The ledger "
                        + file
                        + " is locked by another program. End what has it open (a database tool, a"
                        + " backup) and start again.",
                cause);
    }

    private PortException refused(String why, Optional<Exception> cause) {
        String message = "The ledger " + file + " " + why;
        return cause.isPresent()
                ? new PortException(Port.LEDGER, Kind.REFUSED, message, cause.get())
                : new PortException(Port.LEDGER, Kind.REFUSED, message);
    }

    Session openToWrite() throws SQLException {
        return new Session(dataSource(writing()).getConnection());
    }

    Session openToRead() throws SQLException {
        SQLiteConfig config = writing();
        config.setCacheSize(-READER_CACHE_KIBIBYTES);
        var session = new Session(dataSource(config).getConnection());
        session.update("PRAGMA query_only = true");
        return session;
    }

    private SQLiteDataSource dataSource(SQLiteConfig config) {
        var source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        return source;
    }

    /**
     * FULL: a commit is on the disk when it returns. Secure delete: what is deleted is overwritten.
     * Temporary tables stay in memory, since nobody would overwrite them.
     */
    private SQLiteConfig writing() {
        var config = new SQLiteConfig();
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(SynchronousMode.FULL);
        config.setBusyTimeout((int) lockPatience.toMillis());
        config.setTransactionMode(TransactionMode.IMMEDIATE);
        config.setPragma(Pragma.SECURE_DELETE, "true");
        config.setTempStore(TempStore.MEMORY);
        config.setCacheSize(-WRITER_CACHE_KIBIBYTES);
        config.setJournalSizeLimit(WAL_LIMIT_BYTES);
        return config;
    }
}
