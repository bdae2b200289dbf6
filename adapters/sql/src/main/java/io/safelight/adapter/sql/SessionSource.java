package io.safelight.adapter.sql;

import java.sql.SQLException;

/** Opens connections to the database. */
interface SessionSource {
    Session open() throws SQLException;
}
