package io.safelight.adapter.sql;

import io.safelight.domain.identity.TenantId;
import io.safelight.domain.image.ImageId;
import io.safelight.domain.image.ObjectRef;
import io.safelight.domain.work.Change;
import io.safelight.domain.work.Claim;
import io.safelight.domain.work.Claimed;
import io.safelight.domain.work.ImageRecord;
import io.safelight.domain.work.NewImage;
import io.safelight.domain.work.NodeId;
import io.safelight.domain.work.Outcome;
import io.safelight.domain.work.Tries;
import io.safelight.ports.PortException;
import io.safelight.ports.access.Tokens;
import io.safelight.ports.lake.LakeBatch;
import io.safelight.ports.ledger.Admission;
import io.safelight.ports.ledger.Flow;
import io.safelight.ports.ledger.ImageFilter;
import io.safelight.ports.ledger.ImagePage;
import io.safelight.ports.ledger.Ledger;
import io.safelight.ports.ledger.WorkSummary;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The ledger in a database file, used by one process. Waiting for work and for changes ends at once
 * for what this process does.
 */
public final class SqlLedger implements Ledger {
    private final Writer writer;
    private final Readers readers;
    private final Signals signals;
    private final InstantSource clock;
    private final Changes changes;
    private final Admissions admissions;
    private final Claims claims;
    private final Holdings holdings;
    private final Redrives redrives;

    private SqlLedger(Writer writer, Readers readers, InstantSource clock) {
        this.writer = writer;
        this.readers = readers;
        this.clock = clock;
        this.signals = new Signals();
        this.changes = new Changes(signals);
        this.admissions = new Admissions(changes, signals);
        this.claims = new Claims(changes, signals);
        this.holdings = new Holdings(changes, signals);
        this.redrives = new Redrives(changes, signals);
    }

    /**
     * Opens the database, which is made or brought up to date if need be.
     *
     * @param databaseFile in a folder that exists; two files beside it have its name with {@code
     *     -wal} and {@code -shm}
     * @param clock tells when an image was admitted or released
     * @throws PortException REFUSED when the file is no ledger that this version knows, RETRYABLE
     *     when another program has locked it: its message says what to do
     */
    public static SqlLedger open(Path databaseFile, SqliteSettings settings, InstantSource clock) {
        var sqlite = new Sqlite(databaseFile, settings.lockPatience());
        sqlite.migrate();
        return open(sqlite::openToWrite, sqlite::openToRead, settings, clock);
    }

    static SqlLedger open(
            SessionSource toWrite,
            SessionSource toRead,
            SqliteSettings settings,
            InstantSource clock) {
        try {
            Readers readers = Readers.start(toRead, settings);
            return new SqlLedger(Writer.start(toWrite, settings), readers, clock);
        } catch (SQLException e) {
            throw Faults.undone(e);
        }
    }

    /** Tokens in the same database, until this ledger is closed. */
    public Tokens tokens() {
        return new SqlTokens(writer, readers);
    }

    /** For counters and gauges; quick. */
    public LedgerCounts counts() {
        return writer.counts();
    }

    @Override
    public List<Admission> admit(List<NewImage> images) {
        Instant now = clock.instant();
        return images.isEmpty()
                ? List.of()
                : writer.write(transaction -> admissions.admit(transaction, images, now));
    }

    @Override
    public Optional<ImageRecord> find(ImageId image) {
        return readers.read(session -> ImageRow.find(session, image));
    }

    @Override
    public Set<ObjectRef> references(List<ImageId> images) {
        return readers.read(session -> References.of(session, images));
    }

    @Override
    public ImagePage page(ImageFilter filter, Optional<ImageId> before, int limit) {
        return readers.read(session -> Listing.page(session, filter, before, atLeastNone(limit)));
    }

    @Override
    public List<Claimed> claim(NodeId node, int max, boolean idle, Instant now, Duration lease) {
        var request = new Claims.Request(node, max, idle, now, lease);
        return writer.write(transaction -> claims.claim(transaction, request));
    }

    @Override
    public List<Claim> renew(List<Claim> renewed, Instant leaseUntil) {
        return renewed.isEmpty()
                ? List.of()
                : writer.write(transaction -> holdings.renew(transaction, renewed, leaseUntil));
    }

    @Override
    public boolean finish(Claim claim, Outcome outcome, Tries tries, Instant at) {
        var end = new Holdings.End(outcome, tries, at);
        return writer.write(transaction -> holdings.finish(transaction, claim, end));
    }

    @Override
    public boolean release(Claim claim, Tries tries, Instant retryAt) {
        Instant at = clock.instant();
        return writer.write(
                transaction ->
                        holdings.release(transaction, claim, tries, retryAt, at).isPresent());
    }

    @Override
    public List<Claimed> heldBy(NodeId node) {
        return readers.read(session -> Holdings.heldBy(session, node));
    }

    @Override
    public List<Claimed> reclaim(
            Instant now, Optional<NodeId> self, Function<Tries, Instant> retryAt) {
        return writer.write(transaction -> holdings.reclaim(transaction, now, self, retryAt));
    }

    @Override
    public int redrive(Optional<TenantId> tenant, List<ImageId> images, Instant now) {
        return new RedriveSteps(writer, readers, redrives).run(tenant, images, now);
    }

    @Override
    public WorkSummary summary(Instant now) {
        return readers.read(Summaries::summary);
    }

    @Override
    public Flow flow(TenantId tenant, Instant now) {
        return readers.read(session -> Flows.flow(session, tenant, now));
    }

    @Override
    public void awaitWork(Duration longest) throws InterruptedException {
        signals.awaitWork(longest);
    }

    @Override
    public List<Change> after(
            long sequence, Optional<TenantId> tenant, Optional<ImageId> image, int limit) {
        return readers.read(
                session -> changes.after(session, sequence, tenant, image, atLeastNone(limit)));
    }

    @Override
    public long last() {
        return readers.read(Changes::last);
    }

    @Override
    public void awaitChange(long sequence, Duration longest) throws InterruptedException {
        long seen = signals.changes();
        if (last() <= sequence) {
            signals.awaitChangeAfter(seen, longest);
        }
    }

    @Override
    public Optional<LakeBatch> openBatch(int max) {
        return writer.write(transaction -> Catalogue.open(transaction, atLeastNone(max)));
    }

    @Override
    public void closeBatch(long number) {
        writer.write(
                transaction -> {
                    Catalogue.close(transaction, number);
                    return true;
                });
    }

    /** SQLite takes a negative limit for none. */
    private static int atLeastNone(int limit) {
        return Math.max(limit, 0);
    }

    /** Wakes all who wait, then finishes the commit that runs. */
    @Override
    public void close() {
        signals.close();
        writer.close();
        readers.close();
    }
}
