package io.safelight.ingress.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.TreeSet;

/** The API as it is described. */
final class OpenApi {
    private OpenApi() {}

    static JsonNode document() throws IOException {
        try (InputStream in = HttpDoor.class.getResourceAsStream("openapi.json")) {
            return new JsonMapper().readTree(in);
        }
    }

    static Set<String> paths() throws IOException {
        var paths = new TreeSet<String>();
        document().path("paths").fieldNames().forEachRemaining(paths::add);
        return paths;
    }

    /** With something in the place of each parameter. */
    static String concrete(String path) {
        return path.replaceAll("\\{[^}]*}", "x");
    }
}
