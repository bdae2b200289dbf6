package io.safelight.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.safelight.endtoend.program.Client;
import io.safelight.endtoend.program.Pictures;
import io.safelight.endtoend.program.PlatformProcess;
import io.safelight.endtoend.program.Program;
import io.safelight.endtoend.program.Program.Ended;
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
    void whatIsNotThereOrNotNamedLikeAnImageKeepsNothingElseOut() throws Exception {
        Path holiday = Files.createDirectories(folder.resolve("holiday/below"));
        Files.write(holiday.resolve("beach.jpg"), pictures.with("beach"));
        Files.writeString(holiday.resolve("README.md"), "not named like an image");
        Path good = Files.write(folder.resolve("after.jpg"), pictures.with("after"));

        Ended put =
                Program.run(
                        plain(
                                "put",
                                folder.resolve("missing.jpg").toString(),
                                folder.resolve("holiday").toString(),
                                good.toString()));

        assertThat(put.exitCode()).as(put.errors()).isEqualTo(FAILED);
        assertThat(put.text().lines()).hasSize(2);
        assertThat(put.errors())
                .contains("missing.jpg: ")
                .contains("Left out 1 file")
                .contains("1 of 3 files did not go in");
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
    void imageThatHasNotFailedIsNotRunAgainAndTheReasonIsTold() throws Exception {
        Path whole = Files.write(folder.resolve("whole.jpg"), pictures.with("whole"));
        byte[] bytes = pictures.with("cut again");
        Path cut = Files.write(folder.resolve("cut2.jpg"), Arrays.copyOf(bytes, bytes.length / 2));
        String done = json("put", whole.toString()).path("id").asText();
        String failed = json("put", cut.toString()).path("id").asText();
        client.awaitFinal(done);
        client.awaitFinal(failed);
        String gone = "01890000-0000-7000-8000-000000000000";

        Ended some = Program.run(plain("redrive", done, failed, gone)).expect(FAILED);
        client.awaitFinal(failed);
        Ended other = Program.run(arguments("redrive", failed, "--tenant", "acme")).expect(FAILED);

        assertThat(some.text()).isEqualTo("1 image runs again.\n");
        assertThat(some.errors())
                .contains(done + ": It is completed; only failed images run again.")
                .contains(gone + ": ", "(gone)");
        JsonNode answer = Client.JSON.readTree(other.text());
        assertThat(answer.path("redriven").asInt()).isZero();
        assertThat(answer.path("refused").path(0).path("id").asText()).isEqualTo(failed);
        assertThat(answer.path("refused").path(0).path("why").asText()).contains("default");
    }

    @Test
    void tokenThatIsNotKnownIsToldByTheNameOfItsFile() throws Exception {
        Path data = Files.createDirectories(folder.resolve("copy"));
        Files.copy(platform.data().resolve("endpoint"), data.resolve("endpoint"));
        Files.writeString(data.resolve("admin.token"), "sl_0000_not-a-token-of-this-platform\n");

        Ended ended = Program.run("ls", "--data", data.toString()).expect(FAILED);

        assertThat(ended.errors())
                .contains("does not know the token in " + data.resolve("admin.token"))
                .contains("SAFELIGHT_TOKEN")
                .doesNotContain("not-a-token");
    }

    @Test
    void fileThatCannotBeReadDoesNotKeepTheOthersOut() throws Exception {
        Path good = Files.write(folder.resolve("good.jpg"), pictures.with("good"));
        Path none = Files.createSymbolicLink(folder.resolve("none.jpg"), Path.of("/proc/1/mem"));

        Ended ended = Program.run(plain("put", none.toString(), good.toString()));

        assertThat(ended.text()).contains(good.toString());
        assertThat(ended.errors()).contains(none.toString()).doesNotContain("This is a bug");
    }

    @Test
    void fetchedFileIsNeverOverwrittenAndGoesIntoTheFolderThatIsNamed() throws Exception {
        byte[] image = pictures.with("into a folder");
        Path file = Files.write(folder.resolve("own name.jpg"), image);
        String id = json("put", file.toString()).path("id").asText();
        client.awaitFinal(id);
        Path into = Files.createDirectories(folder.resolve("into"));

        JsonNode got = json("get", id, "--to", into.toString());
        Ended again = Program.run(arguments("get", id, "--to", into.toString())).expect(FAILED);
        Ended nowhere =
                Program.run(arguments("get", id, "--to", folder.resolve("no/where").toString()))
                        .expect(FAILED);

        assertThat(got.path("file").asText()).isEqualTo(into.resolve("own name.jpg").toString());
        assertThat(into.resolve("own name.jpg")).hasBinaryContent(image);
        assertThat(again.errors()).contains("There is a file", "--to");
        assertThat(nowhere.errors()).contains("There is no " + folder.resolve("no/where"));
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
    void doctorLooksAtEveryPartAndReallyRunsASandbox() throws Exception {
        List<JsonNode> checks = jsonLines("doctor", "--set", "scan.signatures=test");

        assertThat(checks)
                .hasSizeGreaterThan(10)
                .allSatisfy(
                        check -> {
                            assertThat(check.path("check").asText()).isNotEmpty();
                            assertThat(check.path("detail").asText()).isNotEmpty();
                            assertThat(check.path("level").asText()).isIn("ok", "warning");
                            assertThat(check.has("remedy"))
                                    .isEqualTo(check.path("level").asText().equals("warning"));
                        });
        assertThat(check(checks, "sandbox").path("detail").asText()).contains("processed an image");
        assertThat(check(checks, "platform").path("detail").asText()).startsWith("runs");
        assertThat(check(checks, "signatures").path("level").asText()).isEqualTo("warning");
    }

    @Test
    void doctorTellsAWrongSettingAndLooksAtTheRestAllTheSame() throws Exception {
        Ended ended = Program.run(plain("doctor", "--set", "no.such=1")).expect(FAILED);

        assertThat(ended.text())
                .contains("no.such is not a setting", "→ `safelight settings` tells")
                .contains("runs, and all its parts are ready")
                .containsPattern("\n[1-9][0-9]* problems?, [0-9]+ warnings?\\.\n$");
        assertThat(ended.errors()).doesNotContain("\tat ");
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

    private static JsonNode check(List<JsonNode> checks, String name) {
        return checks.stream()
                .filter(check -> check.path("check").asText().equals(name))
                .findFirst()
                .orElseThrow();
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
        return Stream.concat(Stream.of(plain(command)), Stream.of("--json")).toArray(String[]::new);
    }

    private String[] plain(String... command) {
        return Stream.concat(Stream.of(command), Stream.of("--data", platform.data().toString()))
                .toArray(String[]::new);
    }
}
