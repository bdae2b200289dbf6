package io.safelight.adapter.sql;

import io.safelight.domain.image.ImageId;
import io.safelight.domain.image.Sha256;
import io.safelight.domain.work.IdempotencyKey;
import io.safelight.domain.work.ImageRecord;
import io.safelight.domain.work.NewImage;
import io.safelight.ports.ledger.Admission;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** New rows. */
final class Admissions {
    private final Changes changes;
    private final Signals signals;

    Admissions(Changes changes, Signals signals) {
        this.changes = changes;
        this.signals = signals;
    }

    List<Admission> admit(Transaction transaction, List<NewImage> images, Instant now)
            throws SQLException {
        List<Admission> answers = new ArrayList<>(images.size());
        for (NewImage image : images) {
            answers.add(admit(transaction, image, now));
        }
        transaction.afterCommit(() -> signals.workMayBeDue(true));
        return answers;
    }

    private Admission admit(Transaction transaction, NewImage image, Instant now)
            throws SQLException {
        Session session = transaction.session();
        Optional<Holder> holder = holder(session, image);
        if (holder.isPresent()) {
            return known(session, image, holder.get());
        }
        if (!ImageRow.insert(session, image)) {
            return new Admission.Known(ImageRow.find(session, image.id()).orElseThrow());
        }
        if (image.idempotencyKey().isPresent()) {
            hold(session, image, image.idempotencyKey().get());
        }
        ImageRecord admitted = ImageRow.of(image);
        changes.admitted(transaction, admitted, now);
        return new Admission.Admitted(admitted);
    }

    private static Admission known(Session session, NewImage image, Holder holder)
            throws SQLException {
        Optional<ImageRecord> same = ImageRow.find(session, image.id());
        if (same.isPresent()) {
            return new Admission.Known(same.get());
        }
        return holder.sha256().equals(image.content().sha256())
                ? new Admission.Known(ImageRow.find(session, holder.image()).orElseThrow())
                : new Admission.Conflict();
    }

    private static Optional<Holder> holder(Session session, NewImage image) throws SQLException {
        if (image.idempotencyKey().isEmpty()) {
            return Optional.empty();
        }
        return session.one(
                "SELECT image, sha256 FROM idempotency_keys WHERE tenant = ? AND key = ?",
                row -> new Holder(row.image(), Sha256.of(row.bytes())),
                image.origin().tenant().value(),
                image.idempotencyKey().get().value());
    }

    private static void hold(Session session, NewImage image, IdempotencyKey key)
            throws SQLException {
        session.update(
                """
                INSERT INTO idempotency_keys (tenant, key, image, sha256, bucket)
                VALUES (?, ?, ?, ?, ?)
                """,
                image.origin().tenant().value(),
                key.value(),
                image.id(),
                image.content().sha256().bytes(),
                image.lifetime().bucket().label());
    }

    /** The image that an idempotency key stands for. */
    private record Holder(ImageId image, Sha256 sha256) {}
}
