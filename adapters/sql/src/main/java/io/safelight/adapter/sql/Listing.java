package io.safelight.adapter.sql;

import io.safelight.domain.identity.TenantId;
import io.safelight.domain.image.ImageId;
import io.safelight.domain.work.ImageRecord;
import io.safelight.domain.work.State;
import io.safelight.ports.ledger.ImageFilter;
import io.safelight.ports.ledger.ImagePage;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Pages of images. Times of arrival are told by the ids, so that every page is a range of ids. */
final class Listing {
    private static final int TIME_BITS_OFFSET = 16;
    private static final long LATEST_MILLIS = (1L << 48) - 1;

    private Listing() {}

    static ImagePage page(Session session, ImageFilter filter, Optional<ImageId> before, int limit)
            throws SQLException {
        List<Object> arguments = new ArrayList<>();
        var sql = new StringBuilder("SELECT " + ImageRow.COLUMNS + " FROM images");
        filter.state()
                .filter(state -> state != State.COMPLETED)
                .ifPresent(_ -> sql.append(Sqlite.using("images_in_state")));
        sql.append(" WHERE expires_ns > ? AND id >= ? AND id < ?");
        arguments.add(filter.aliveAt());
        arguments.add(firstIdAt(filter.from().orElse(Instant.EPOCH)));
        arguments.add(end(filter, before));
        filter.state().ifPresent(state -> sql.append(condition(state)));
        filter.tenant()
                .map(TenantId::value)
                .ifPresent(
                        tenant -> {
                            sql.append(" AND tenant = ?");
                            arguments.add(tenant);
                        });
        sql.append(" ORDER BY id DESC LIMIT ?");
        arguments.add(limit + 1L);
        List<ImageRecord> found = session.list(sql.toString(), ImageRow::read, arguments.toArray());
        boolean more = found.size() > limit;
        return new ImagePage(more ? found.subList(0, limit) : found, more);
    }

    /** The state is text of ours; as an argument it would not fit the partial index. */
    private static String condition(State state) {
        String condition = " AND state = '" + state.label() + "'";
        return state == State.COMPLETED ? condition : condition + " AND " + Sqlite.NOT_COMPLETED;
    }

    private static byte[] end(ImageFilter filter, Optional<ImageId> before) {
        byte[] to = filter.to().map(Listing::firstIdAt).orElseGet(Listing::afterEveryId);
        byte[] cursor = before.map(Session::bytesOf).orElseGet(Listing::afterEveryId);
        return Arrays.compareUnsigned(to, cursor) < 0 ? to : cursor;
    }

    /** Not above any id of this or a later time, and above all ids before. */
    private static byte[] firstIdAt(Instant time) {
        long millis = ceilMillis(time);
        return ByteBuffer.allocate(16).putLong(millis << TIME_BITS_OFFSET).array();
    }

    private static long ceilMillis(Instant time) {
        if (time.isBefore(Instant.EPOCH)) {
            return 0;
        }
        if (!time.isBefore(Instant.ofEpochMilli(LATEST_MILLIS))) {
            return LATEST_MILLIS;
        }
        return time.plus(Duration.ofNanos(999_999)).toEpochMilli();
    }

    private static byte[] afterEveryId() {
        byte[] bytes = new byte[17];
        Arrays.fill(bytes, (byte) 0xff);
        return bytes;
    }
}
