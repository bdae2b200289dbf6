package io.safelight.query.govern;

import static org.assertj.core.api.Assertions.assertThat;

import io.safelight.query.wire.SqlCode;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** DuckDB's own lists of all that it has, against the governor's lists of what may be used. */
class AllowListTest {
    @AutoClose private static final RealGovernor GOVERNOR = new RealGovernor();

    /** Chance and time; nothing of the server, and nothing that is left behind. */
    private static final List<String> CHANGING =
            List.of(
                    "current_date",
                    "gen_random_uuid",
                    "get_current_time",
                    "get_current_timestamp",
                    "now",
                    "random",
                    "today",
                    "transaction_timestamp",
                    "uuid",
                    "uuidv4",
                    "uuidv7");

    /** With fixed texts: an aggregate by its name, and an error of DuckDB's own words. */
    private static final String OF_MACROS_ONLY = "list_aggr\\(|\"error\"\\(";

    /** Calls an aggregate by its name: no stranger may, but DuckDB's macros do with fixed ones. */
    private static final Pattern NAMED_AGGREGATE = Pattern.compile("list_aggr\\(.*?, '(\\w+)'");

    @Test
    void functionsInNoListAreRefused() {
        List<String> forbidden =
                functions("true").stream().filter(name -> !Functions.allows(name)).toList();

        assertThat(forbidden).hasSizeGreaterThan(300);
        for (String name : forbidden) {
            assertForbidden("SELECT " + quoted(name) + "()");
        }
    }

    @Test
    void functionsInNoListAreRefusedOverWindows() {
        List<String> forbidden =
                functions("true").stream()
                        .filter(name -> !Functions.allowsOverWindow(name))
                        .toList();

        for (String name : forbidden) {
            assertForbidden("SELECT " + quoted(name) + "() OVER () FROM images");
        }
    }

    @Test
    void functionsInNoListAreRefusedAsTables() {
        List<String> forbidden =
                functions("true").stream().filter(name -> !Functions.allowsAsTable(name)).toList();

        assertThat(forbidden).contains("read_csv", "read_text", "glob", "query", "repeat");
        for (String name : forbidden) {
            assertForbidden("SELECT * FROM " + quoted(name) + "()");
        }
    }

    @Test
    void allowedFunctionsDependOnNothingButTheirArgumentsChanceAndTime() {
        List<String> changing =
                functions("has_side_effects OR stability <> 'CONSISTENT'").stream()
                        .filter(Functions::allows)
                        .toList();

        assertThat(changing).containsExactlyInAnyOrderElementsOf(CHANGING);
    }

    /** A macro is rewritten into other functions after the governor has looked. */
    @Test
    void allowedMacrosAreMadeOfWhatIsAllowed() {
        List<String> macros =
                functions("function_type = 'macro'").stream().filter(Functions::allows).toList();

        assertThat(macros).contains("array_to_string", "ago");
        for (String name : macros) {
            for (String definition : definitions(name)) {
                String sql = "SELECT " + definition.replaceAll(OF_MACROS_ONLY, "concat(");
                assertThat(GOVERNOR.rule(sql, 10)).as(name).isInstanceOf(Ruling.Allowed.class);
                assertThat(NAMED_AGGREGATE.matcher(definition).results())
                        .allMatch(found -> Functions.allowsOverWindow(found.group(1)));
            }
        }
    }

    @Test
    void noMacroIsAllowedAsATable() {
        assertThat(functions("function_type = 'table_macro'"))
                .isNotEmpty()
                .noneMatch(Functions::allowsAsTable);
    }

    /** Such as current_user, which looks like a column and is a function. */
    @Test
    void noNameWithoutBracketsCallsWhatIsForbidden() {
        List<String> calls =
                functions("true").stream()
                        .filter(name -> GOVERNOR.engine().understands("SELECT " + quoted(name)))
                        .filter(name -> !Functions.allows(name))
                        .toList();

        assertThat(calls).contains("current_user");
        for (String name : calls) {
            assertForbidden("SELECT " + quoted(name));
        }
    }

    @Test
    void noSettingIsReadOrWritten() {
        List<String> settings =
                GOVERNOR.engine().column("SELECT name FROM duckdb_settings() ORDER BY name");

        assertThat(settings).contains("enable_external_access", "lock_configuration");
        for (String name : settings) {
            Stream.of(
                            "SET %s = 'x'",
                            "SET GLOBAL %s = 'x'",
                            "SET SESSION %s TO DEFAULT",
                            "RESET %s",
                            "PRAGMA %s",
                            "PRAGMA %s = 'x'",
                            "CALL %s()",
                            "SHOW %s",
                            "SELECT current_setting('%s')",
                            "SELECT @@%s",
                            "SELECT * FROM duckdb_settings() WHERE name = '%s'")
                    .forEach(sql -> GOVERNOR.refusal(sql.formatted(name)));
        }
    }

    /** Whatever answers to a bare name, such as sqlite_master. */
    @Test
    void noViewOfTheEngineCanBeNamedOrDeclared() {
        List<String> views =
                GOVERNOR
                        .engine()
                        .column("SELECT DISTINCT view_name FROM duckdb_views() WHERE internal")
                        .stream()
                        .filter(name -> GOVERNOR.engine().understands("FROM " + quoted(name)))
                        .toList();

        assertThat(views).contains("sqlite_master", "duckdb_tables", "pg_class");
        for (String name : views) {
            assertThat(GOVERNOR.refusal("FROM " + quoted(name)).code())
                    .isEqualTo(SqlCode.FORBIDDEN_TABLE);
            assertThat(Scope.mayBeDeclared(name)).as(name).isFalse();
        }
    }

    private static void assertForbidden(String sql) {
        assertThat(GOVERNOR.refusal(sql).code()).as(sql).isEqualTo(SqlCode.FORBIDDEN_FUNCTION);
    }

    private static List<String> functions(String condition) {
        return GOVERNOR.engine()
                .column(
                        "SELECT DISTINCT function_name FROM duckdb_functions() WHERE "
                                + condition
                                + " ORDER BY ALL");
    }

    private static Set<String> definitions(String macro) {
        return Set.copyOf(
                GOVERNOR.engine()
                        .column(
                                "SELECT DISTINCT macro_definition FROM duckdb_functions() WHERE"
                                        + " macro_definition IS NOT NULL AND function_name = '"
                                        + macro
                                        + "'"));
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
