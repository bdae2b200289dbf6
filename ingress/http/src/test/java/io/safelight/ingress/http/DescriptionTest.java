package io.safelight.ingress.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is said of the API is what it does. */
@Timeout(60)
class DescriptionTest {
    private static final Path ROOT = Path.of("../..");
    private static final Pattern CODE = Pattern.compile("\"([a-z]+(?:-[a-z]+)*)\"");
    private static final Pattern REFUSED =
            Pattern.compile("(?:refused\\(\\s*Refusal\\.\\w+,|new Malformed\\()\\s*" + CODE);

    @Test
    void everyRouteIsDescribedAndEveryDescriptionIsARoute() throws Exception {
        try (var door = TestDoor.open()) {
            for (String path : OpenApi.paths()) {
                for (String method : List.of("get", "post", "delete")) {
                    if (!path.endsWith("events")) {
                        var request =
                                door.request(OpenApi.concrete(path))
                                        .method(
                                                method.toUpperCase(Locale.ROOT),
                                                BodyPublishers.noBody());
                        var response = door.send(request, door.admin);

                        assertThat(isNoRoute(response))
                                .as(method + " " + path)
                                .isEqualTo(
                                        !OpenApi.document().path("paths").path(path).has(method));
                    }
                }
            }
        }
    }

    private static boolean isNoRoute(HttpResponse<String> response) throws IOException {
        return response.statusCode() == 405
                || (response.statusCode() == 404
                        && response.body().contains("There is no such route"));
    }

    @Test
    void everyCodeHasARowInTheDocumentation() throws IOException {
        String page = Files.readString(ROOT.resolve("docs/http-api.md"));
        String errors = page.substring(page.indexOf("\n## Errors\n"));

        assertThat(codes()).allSatisfy(code -> assertThat(errors).contains("`" + code + "`"));
    }

    @Test
    void theLinkOfAProblemLeadsToItsRow() throws Exception {
        try (var door = TestDoor.open()) {
            String type = TestDoor.json(door.get("/nowhere", door.ana)).path("type").asText();
            var page = door.send(door.request(type.substring(0, type.indexOf('#'))));

            assertThat(type).endsWith("#not-found");
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.headers().firstValue("Content-Type").orElseThrow())
                    .startsWith("text/html");
            assertThat(codes())
                    .allSatisfy(
                            code -> assertThat(page.body()).contains("<a id=\"" + code + "\">"));
            assertThat(page.body()).doesNotContain("](", "```");
        }
    }

    /** Of the door itself, of ingest, and of SQL. */
    private static Set<String> codes() throws IOException {
        var codes = new TreeSet<String>();
        Arrays.stream(ProblemCode.values()).map(ProblemCode::label).forEach(codes::add);
        int own = codes.size();
        collect(codes, REFUSED, ROOT.resolve("pipeline/ingest/src/main/java"));
        assertThat(codes).hasSizeGreaterThan(own + 8);
        collect(codes, CODE, ROOT.resolve("query/engine/src/main/java/io/safelight/query/wire"));
        assertThat(codes).contains("sql-syntax", "digest-mismatch", "idempotency-conflict");
        return codes;
    }

    private static void collect(Set<String> codes, Pattern pattern, Path folder)
            throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (pattern == REFUSED || file.endsWith("SqlCode.java")) {
                    pattern.matcher(Files.readString(file))
                            .results()
                            .forEach(match -> codes.add(match.group(1)));
                }
            }
        }
    }
}
