package io.safelight.query.govern;

import java.util.Set;

/** The types that a statement may cast to. */
final class Types {
    private static final Set<String> PLAIN =
            Set.of(
                    ("bigint int8 long integer int int4 signed smallint int2 short tinyint int1"
                                    + " hugeint ubigint uinteger usmallint utinyint uhugeint uint8"
                                    + " uint16 uint32 uint64 int16 int32 int64 int128 uint128"
                                    + " boolean bool logical double float8 float float4 real"
                                    + " varchar char bpchar text string blob bytea"
                                    + " binary varbinary date time timestamp timestamptz datetime"
                                    + " timestamp_s timestamp_ms timestamp_ns timestamp_us"
                                    + " interval uuid json decimal numeric dec list array struct"
                                    + " row map")
                            .split(" "));

    private static final Set<String> SPACED =
            Set.of(
                    "timestamp with time zone",
                    "timestamp without time zone",
                    "time without time zone",
                    "double precision",
                    "character varying");

    private Types() {}

    static boolean allows(String name) {
        String lower = Names.lower(name);
        return PLAIN.contains(lower) || SPACED.contains(lower);
    }
}
