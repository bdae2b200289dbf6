package io.safelight.endtoend.observability;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The files of deploy/observability, read strictly. */
final class Deployed {
    private static final Path FOLDER = Path.of("..", "..", "deploy", "observability");
    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private Deployed() {}

    /** Every rule, whatever its group. */
    static List<Map<?, ?>> alerts() throws IOException {
        var options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setMaxAliasesForCollections(0);
        Object root =
                new Yaml(new SafeConstructor(options))
                        .load(Files.readString(FOLDER.resolve("alerts.yaml")));
        var rules = new ArrayList<Map<?, ?>>();
        for (Object group : list(only(root, "groups").get("groups"))) {
            for (Object rule : list(only(group, "name", "rules").get("rules"))) {
                rules.add(only(rule, "alert", "expr", "for", "labels", "annotations"));
            }
        }
        return rules;
    }

    static JsonNode dashboard() throws IOException {
        return JSON.readTree(Files.readString(FOLDER.resolve("dashboard.json")));
    }

    static String page() throws IOException {
        return Files.readString(Path.of("..", "..", "docs", "observability.md"));
    }

    /** A map that has no other keys. */
    static Map<?, ?> only(@Nullable Object value, String... keys) {
        if (value instanceof Map<?, ?> map && List.of(keys).containsAll(map.keySet())) {
            return map;
        }
        throw new IllegalArgumentException("not of " + List.of(keys) + ": " + value);
    }

    private static List<?> list(@Nullable Object value) {
        if (value instanceof List<?> list) {
            return list;
        }
        throw new IllegalArgumentException("not a list: " + value);
    }
}
