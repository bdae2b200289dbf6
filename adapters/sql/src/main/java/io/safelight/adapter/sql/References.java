package io.safelight.adapter.sql;

import static java.util.stream.Collectors.joining;

import io.safelight.domain.image.ImageId;
import io.safelight.domain.image.ObjectRef;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * Which objects rows refer to. One statement for a whole page, and of the findings nothing but the
 * references leaves the database: the sweep asks so for every image there is.
 */
final class References {
    private static final String THESE =
            Sqlite.using("images_id") + "WHERE id IN (SELECT unhex(value) FROM json_each(?))";

    private static final String SELECT =
            "WITH these AS MATERIALIZED (SELECT object, findings FROM images"
                    + THESE
                    + """
                    )
                    SELECT object FROM these
                    UNION ALL
                    SELECT json_extract(output.value, '$.object')
                    FROM these, json_each(these.findings, '$.outputs') AS output
                    """;

    private References() {}

    static Set<ObjectRef> of(Session session, List<ImageId> images) throws SQLException {
        String ids =
                images.stream()
                        .map(image -> HexFormat.of().formatHex(Session.bytesOf(image)))
                        .collect(joining("\",\"", "[\"", "\"]"));
        return new HashSet<>(session.list(SELECT, row -> new ObjectRef(row.text()), ids));
    }
}
