package io.safelight.query.govern;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What a statement reaches for, told from its tree without the governor's own lists. */
final class Reach {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Ways to files, settings, other tables, the engine's own state, or to more statements. */
    private static final Pattern WAY_OUT =
            Pattern.compile(
                    ".*(read_|write_|_scan|glob|getenv|setting|pragma|duckdb|sqlite|query|variable"
                            + "|extension|secret|nextval|currval|execute|serialize|attach|export"
                            + "|import|copy|parquet|csv|stat_file|read_text|read_blob|checkpoint"
                            + "|force_|summary|which_|txid|version\\b(?<!extract_version)).*");

    private final JsonNode tree;

    private Reach(JsonNode tree) {
        this.tree = tree;
    }

    static Reach of(String tree) {
        try {
            return new Reach(JSON.readTree(tree));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Nothing but {@code images} and what the statement itself declares. */
    void requireInside() {
        assertThat(tree.path("error").asBoolean()).isFalse();
        assertThat(tree.path("statements").size()).as("statements").isEqualTo(1);
        Set<String> tables = lower(texts("table_name"));
        tables.removeAll(lower(declared()));
        tables.remove("");
        assertThat(tables).as("tables").isSubsetOf("images");
        for (String function : lower(texts("function_name"))) {
            assertThat(isWayOut(function)).as(function).isFalse();
        }
        assertThat(texts("catalog_name")).as("catalogs").allMatch(String::isEmpty);
        assertThat(texts("schema_name")).as("schemas").allMatch(String::isEmpty);
    }

    /** Does a function of this name, in small letters, sound like one? */
    static boolean isWayOut(String function) {
        return WAY_OUT.matcher(function).matches();
    }

    private List<String> texts(String field) {
        return new ArrayList<>(tree.findValuesAsText(field));
    }

    private List<String> declared() {
        var names = new ArrayList<String>();
        for (JsonNode map : tree.findValues("cte_map")) {
            map.path("map").forEach(cte -> names.add(cte.path("key").asText()));
        }
        names.addAll(texts("cte_name"));
        return names;
    }

    private static Set<String> lower(List<String> names) {
        var lower = new TreeSet<String>();
        names.forEach(name -> lower.add(name.toLowerCase(Locale.ROOT)));
        return lower;
    }
}
