package io.safelight.adapter.sql;

import io.safelight.domain.expiry.ExpiryBucket;
import io.safelight.domain.expiry.Lifetime;
import io.safelight.domain.identity.PrincipalId;
import io.safelight.domain.identity.TenantId;
import io.safelight.domain.image.Content;
import io.safelight.domain.image.Description;
import io.safelight.domain.image.ImageFormat;
import io.safelight.domain.image.ImageId;
import io.safelight.domain.image.ObjectRef;
import io.safelight.domain.image.Origin;
import io.safelight.domain.image.Sha256;
import io.safelight.domain.image.Source;
import io.safelight.domain.image.Zone;
import io.safelight.domain.work.Findings;
import io.safelight.domain.work.ImageRecord;
import io.safelight.domain.work.NewImage;
import io.safelight.domain.work.Original;
import io.safelight.domain.work.State;
import io.safelight.domain.work.Tries;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** A row of the table {@code images}. */
final class ImageRow {
    /** What {@link #read} wants, in its order. */
    static final String COLUMNS =
            "id, tenant, principal, source, trace, filename, attributes, format, bytes, sha256,"
                + " received_ns, expires_ns, bucket, zone, object, receipt_nonce, state, epoch,"
                + " scans, sandbox_deaths, node_deaths, errors, retry_ns, findings, completed_ns,"
                + " revision";

    private static final String INSERT =
            """
            INSERT INTO images (id, bucket, tenant, principal, source, trace, filename, attributes,
                format, bytes, sha256, received_ns, expires_ns, receipt_nonce, zone, object, state, lane,
                epoch, node, lease_ns, scans, sandbox_deaths, node_deaths, retry_ns, completed_ns,
                revision, findings)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'received', 'shared',
                0, NULL, NULL, 0, 0, 0, ?, NULL, 1, NULL)
            ON CONFLICT (id) DO NOTHING
            """;

    private ImageRow() {}

    /** A new image as it stands before anything was done with it. */
    static ImageRecord of(NewImage image) {
        return new ImageRecord(
                image.id(),
                image.origin(),
                image.description(),
                image.content(),
                image.lifetime(),
                new Original(Zone.RAW, image.raw()),
                image.receiptNonce(),
                State.RECEIVED,
                0,
                Tries.NONE,
                image.lifetime().receivedAt(),
                Findings.NONE,
                Optional.empty(),
                1);
    }

    /** False when there is an image with this id. */
    static boolean insert(Session session, NewImage image) throws SQLException {
        Lifetime lifetime = image.lifetime();
        return session.update(
                        INSERT,
                        image.id(),
                        lifetime.bucket().label(),
                        image.origin().tenant().value(),
                        image.origin().principal().value(),
                        word(image.origin().source()),
                        image.origin().trace(),
                        image.description().filename(),
                        AttributesJson.write(image.description().attributes()),
                        word(image.content().format()),
                        image.content().bytes(),
                        image.content().sha256().bytes(),
                        lifetime.receivedAt(),
                        lifetime.expiresAt(),
                        image.receiptNonce(),
                        Zone.RAW.label(),
                        image.raw().value(),
                        lifetime.receivedAt())
                == 1;
    }

    static Optional<ImageRecord> find(Session session, ImageId image) throws SQLException {
        return session.one(
                "SELECT " + COLUMNS + " FROM images WHERE id = ?", ImageRow::read, image);
    }

    static ImageRecord read(Row row) throws SQLException {
        return new ImageRecord(
                row.image(),
                new Origin(
                        new TenantId(row.text()),
                        new PrincipalId(row.text()),
                        Source.valueOf(row.text().toUpperCase(Locale.ROOT)),
                        row.maybeText()),
                new Description(row.maybeText(), AttributesJson.read(row.maybeText())),
                new Content(
                        ImageFormat.valueOf(row.text().toUpperCase(Locale.ROOT)),
                        row.number(),
                        Sha256.of(row.bytes())),
                lifetime(row.time(), row.time(), row.text()),
                new Original(
                        Zone.valueOf(row.text().toUpperCase(Locale.ROOT)),
                        new ObjectRef(row.text())),
                row.text(),
                state(row.text()),
                row.number(),
                tries(row),
                row.time(),
                FindingsJson.read(row.maybeText()),
                row.maybeTime(),
                row.number());
    }

    /** From {@code scans, sandbox_deaths, node_deaths, errors}. */
    private static Tries tries(Row row) throws SQLException {
        return new Tries(
                row.smallNumber(), row.smallNumber(), row.smallNumber(), row.smallNumber());
    }

    static State state(String label) {
        return State.valueOf(label.toUpperCase(Locale.ROOT));
    }

    private static Lifetime lifetime(Instant receivedAt, Instant expiresAt, String bucket) {
        return new Lifetime(receivedAt, expiresAt, ExpiryBucket.parse(bucket));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
