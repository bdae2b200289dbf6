package io.safelight.query.govern;

import static org.assertj.core.api.Assertions.assertThat;

import io.safelight.query.wire.SqlCode;
import io.safelight.query.wire.SqlRefusal;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Functions that read, tell of the server, or make much from little. */
class ForbiddenFunctionsTest {
    @AutoClose private static final RealGovernor GOVERNOR = new RealGovernor();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM read_csv('/etc/passwd')",
                "SELECT * FROM read_csv_auto('/etc/passwd')",
                "SELECT * FROM read_parquet('x.parquet')",
                "SELECT * FROM parquet_scan('x.parquet')",
                "SELECT * FROM parquet_metadata('x.parquet')",
                "SELECT * FROM parquet_kv_metadata('x.parquet')",
                "SELECT * FROM read_text('/etc/passwd')",
                "SELECT * FROM read_blob('/etc/passwd')",
                "SELECT * FROM read_json('/etc/passwd')",
                "SELECT * FROM glob('/*')",
                "SELECT * FROM sniff_csv('/etc/passwd')",
                "SELECT * FROM query('SELECT 1')",
                "SELECT * FROM query_table('images')",
                "SELECT * FROM query_table(['images'])",
                "SELECT * FROM json_execute_serialized_sql('{}')",
                "SELECT json_execute_serialized_sql('{}')",
                "SELECT json_serialize_sql('SELECT 1')",
                "SELECT json_deserialize_sql('{}')",
                "SELECT json_serialize_plan('SELECT 1')",
                "SELECT * FROM duckdb_settings()",
                "SELECT * FROM duckdb_secrets()",
                "SELECT * FROM duckdb_views()",
                "SELECT * FROM duckdb_logs()",
                "SELECT * FROM pragma_table_info('images')",
                "SELECT * FROM pragma_version()",
                "SELECT * FROM histogram('images', 'tenant')",
                "SELECT * FROM histogram_values('images', 'tenant')",
                "SELECT * FROM test_all_types()",
                "SELECT * FROM repeat(1, 1000000000000)",
                "SELECT * FROM repeat_row(1, num_rows = 1000000000000)",
                "SELECT * FROM seq_scan('images')",
                "SELECT * FROM summary((FROM images))",
                "SELECT * FROM checkpoint()",
                "SELECT * FROM force_checkpoint()",
                "SELECT * FROM enable_logging()",
                "SELECT * FROM x.read_csv('y')",
                "SELECT getenv('HOME')",
                "SELECT current_setting('memory_limit')",
                "SELECT getvariable('x')",
                "SELECT current_query()",
                "SELECT current_user",
                "SELECT session_user",
                "SELECT user",
                "SELECT current_schema",
                "SELECT current_catalog",
                "SELECT current_role",
                "SELECT current_database()",
                "SELECT current_schemas(true)",
                "SELECT version()",
                "SELECT txid_current()",
                "SELECT stats(filename) FROM images",
                "SELECT in_search_path('a', 'b')",
                "SELECT nextval('s')",
                "SELECT pg_sleep(1000)",
                "SELECT sleep_ms(100000)",
                "SELECT write_log('x')",
                "SELECT error('x')",
                "SELECT setseed(0.5)",
                "SELECT hive_partition_component('a', 'b')",
                "SELECT pg_get_viewdef(1)",
                "SELECT pg_typeof(1), obj_description(1)",
                "SELECT inet_server_addr()",
                "SELECT repeat('x', 1200000000)",
                "SELECT repeat('x', bytes) FROM images",
                "SELECT repeat('x', (SELECT 1200000000))",
                "SELECT repeat('x', -1)",
                "SELECT repeat([1], 1000000000)",
                "SELECT lpad('x', 2000000000, 'y')",
                "SELECT rpad('x', 1 + 1000000000, 'y')",
                "SELECT range(1000000000000)",
                "SELECT generate_series(1, 1000000000000)",
                "SELECT unnest(range(1000000000))",
                "SELECT list_resize([1], 1000000000)",
                "SELECT array_resize([1], 1000000000)",
                "SELECT format('{:>1000000000}', 'x')",
                "SELECT printf('%1000000000d', 1)",
                "SELECT bar(1, 0, 10, 1000000000)",
                "SELECT bitstring('1', 1000000000)",
                "SELECT to_base(1, 2, 1000000000)",
                "SELECT list_aggregate([1], 'sum')",
                "SELECT list_aggr([1], 'histogram')",
                "SELECT enum_range(NULL::VARCHAR)",
                "SELECT cast_to_type(1, 2)",
                "SELECT lead(x) FILTER (WHERE sleep_ms(1) IS NULL) OVER () FROM images",
                "SELECT read_text('/etc/passwd') OVER () FROM images",
                "SELECT * FROM images WHERE getenv('x') = 'y'",
                "SELECT * FROM images ORDER BY getenv('x')",
                "SELECT count(*) FILTER (WHERE getenv('x') = 'y') FROM images",
                "SELECT string_agg(filename ORDER BY getenv('x')) FROM images",
                "SELECT sum(1) OVER (PARTITION BY getenv('x')) FROM images",
                "SELECT sum(1) OVER (ROWS BETWEEN getenv('x') PRECEDING AND CURRENT ROW) FROM"
                        + " images",
                "SELECT COLUMNS(c -> getenv('x') = c) FROM images",
                "SELECT * FROM images LIMIT getenv('x')",
                "SELECT list_transform([1], lambda x: getenv('x'))",
                "SELECT {'a': getenv('x')}",
                "SELECT [getenv('x')]",
                "SELECT CASE getenv('x') WHEN 'y' THEN 1 END",
                "SELECT getenv('x') BETWEEN 1 AND 2",
                "SELECT getenv('x') IS NULL",
                "SELECT getenv('x')::INT",
                "SELECT (getenv)('x')",
                "SELECT 'HOME'.getenv()",
                "SELECT \"getenv\"('x')",
                "SELECT GetEnv('x')",
                "SELECT /* */ getenv /* */ ('x')",
                "PIVOT images ON state IN ('a') USING getenv('x')",
                "SELECT * FROM images i JOIN images j ON getenv('x') = i.tenant",
                "SELECT main.getenv('x')",
            })
    void otherFunctionsAreRefused(String sql) {
        SqlRefusal refusal = GOVERNOR.refusal(sql);

        assertThat(refusal.code())
                .isIn(
                        SqlCode.FORBIDDEN_FUNCTION,
                        SqlCode.FORBIDDEN_CONSTRUCT,
                        SqlCode.FORBIDDEN_TABLE,
                        SqlCode.SYNTAX);
        assertThat(refusal.text()).isNotBlank();
    }
}
