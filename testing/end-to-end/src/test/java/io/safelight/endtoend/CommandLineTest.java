package io.safelight.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.safelight.endtoend.Program.Ended;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The commands of the real program against a platform that runs. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CommandLineTest {
    private static final int FAILED = 1;
    private static final int NOT_RUNNING = 3;

    private final Pictures pictures = Pictures.seeded(6);
    private final Path folder;
    private final PlatformProcess platform;
    private final Client client;

    CommandLineTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        platform = PlatformProcess.ready(folder.resolve("data"));
        client = platform.administrator();
    }

    @AfterAll
    void stop() {
        platform.close();
    }

    @Test
    void imageIsPutListedShownFetchedAndFoundBySql() throws Exception {
        byte[] image = pictures.with("round trip");
        Path file = Files.write(folder.resolve("round trip ä.jpg"), image);

        JsonNode put = json("put", file.toString(), "--attributes", "{\"job\":\"round-trip\"}");
        String id = put.path("id").asText();
        client.awaitFinal(id);

        assertThat(jsonLines("ls", "--state", "completed"))
                .anySatisfy(line -> assertThat(line.path("id").asText()).isEqualTo(id));
        JsonNode shown = json("show", id);
        assertThat(shown.path("filename").asText()).isEqualTo("round trip ä.jpg");
        assertThat(shown.path("attributes").path("job").asText()).isEqualTo("round-trip");
        assertThat(fetched(id)).isEqualTo(image);
        byte[] thumb = fetched(id, "--output", "renditions/thumb.webp");
        assertThat(new String(thumb, 0, 4, StandardCharsets.ISO_8859_1)).isEqualTo("RIFF");
        assertThat(new String(thumb, 8, 4, StandardCharsets.ISO_8859_1)).isEqualTo("WEBP");
        client.awaitCount("SELECT count(*) FROM images WHERE image_id = '" + id + "'", 1);
        JsonNode answer =
                json("sql", "SELECT state FROM images WHERE attributes->>'job' = 'round-trip'");
        assertThat(answer.path("rows").path(0).path(0).asText()).isEqualTo("completed");
    }

    @Test
    void failedImageIsRunAgainOnRequest() throws Exception {
        byte[] whole = pictures.with("cut off");
        Path file = Files.write(folder.resolve("cut.jpg"), Arrays.copyOf(whole, whole.length / 2));
        String id = json("put", file.toString()).path("id").asText();
        JsonNode failed = client.awaitFinal(id);
        assertThat(failed.path("state").asText()).isEqualTo("failed");
        assertThat(failed.path("cause").path("code").asText()).isEqualTo("truncated");

        assertThat(json("redrive", id).path("redriven").asInt()).isEqualTo(1);

        JsonNode again = client.awaitFinal(id);
        assertThat(again.path("state").asText()).isEqualTo("failed");
        assertThat(again.path("attempts").path("claims").asInt())
                .isGreaterThan(failed.path("attempts").path("claims").asInt());
    }

    @Test
    void newTokenIsGoodForItsTenant() throws Exception {
        JsonNode made = json("token", "create", "--tenant", "cli", "--principal", "ana");
        Path file = Files.write(folder.resolve("member.jpg"), pictures.with("by a member"));

        Ended put =
                Program.run(
                                List.of(),
                                Map.of("SAFELIGHT_TOKEN", made.path("token").asText()),
                                arguments("put", file.toString()))
                        .expect(0);

        String id = Client.JSON.readTree(put.text()).path("id").asText();
        JsonNode image = client.image(id);
        assertThat(image.path("tenant").asText()).isEqualTo("cli");
        assertThat(image.path("principal").asText()).isEqualTo("ana");
        assertThat(made.path("kafka").path("topic").asText()).isEqualTo("images.inbound.cli");
    }

    @Test
    void statusAndSettingsAreToldAndTestModeIsLoud() throws Exception {
        Ended status = Program.run(arguments("status")).expect(0);

        JsonNode parts = Client.JSON.readTree(status.text()).path("dependencies");
        assertThat(parts.properties())
                .hasSizeGreaterThanOrEqualTo(5)
                .allSatisfy(part -> assertThat(part.getValue().path("ready").asBoolean()).isTrue());
        assertThat(status.errors()).contains("TEST MODE");
        assertThat(jsonLines("settings"))
                .hasSizeGreaterThan(20)
                .allSatisfy(setting -> assertThat(setting.path("meaning").asText()).isNotEmpty());
    }

    @Test
    void whatCannotBeDoneIsSaidInASentence() throws Exception {
        Path text = Files.writeString(folder.resolve("text.jpg"), "This is no image.");

        Ended refused = Program.run(arguments("put", text.toString())).expect(FAILED);
        Ended unknown =
                Program.run(arguments("show", "01890000-0000-7000-8000-000000000000"))
                        .expect(FAILED);
        Ended nobody =
                Program.run("ls", "--data", folder.resolve("nowhere").toString())
                        .expect(NOT_RUNNING);

        assertThat(refused.text()).contains("unsupported-type");
        assertThat(unknown.errors()).contains("(gone)");
        assertThat(nobody.errors()).contains("safelight run").contains("--data");
        assertThat(refused.errors() + unknown.errors() + nobody.errors())
                .doesNotContain("\tat ", "This is a bug");
    }

    private byte[] fetched(String id, String... options) throws Exception {
        var arguments = new ArrayList<>(List.of("get", id, "--to", "-"));
        arguments.addAll(List.of(options));
        return Program.run(arguments(arguments.toArray(String[]::new))).expect(0).output();
    }

    private JsonNode json(String... arguments) throws Exception {
        List<JsonNode> lines = jsonLines(arguments);
        assertThat(lines).hasSize(1);
        return lines.getFirst();
    }

    private List<JsonNode> jsonLines(String... arguments) throws Exception {
        var nodes = new ArrayList<JsonNode>();
        for (String line : Program.run(arguments(arguments)).expect(0).text().lines().toList()) {
            nodes.add(Client.JSON.readTree(line));
        }
        return nodes;
    }

    private String[] arguments(String... command) {
        return Stream.concat(
                        Stream.of(command),
                        Stream.of("--data", platform.data().toString(), "--json"))
                .toArray(String[]::new);
    }
}
