package io.safelight.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.safelight.node.client.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ResourceLock(Resources.SYSTEM_OUT)
@ResourceLock(Resources.SYSTEM_ERR)
class CommandLineTest {
    private final PrintStream realOut = System.out;
    private final PrintStream realErr = System.err;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir Path folder;

    @BeforeEach
    void listen() {
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void restore() {
        System.setOut(realOut);
        System.setErr(realErr);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "help", "--help", "-h"})
    void helpListsEveryCommand(String arguments) {
        int exit = Commands.run(arguments.isEmpty() ? new String[0] : new String[] {arguments});

        assertThat(exit).isEqualTo(ExitCode.OK);
        assertThat(said(out))
                .contains("demo", "run", "put", "ls", "show", "get", "sql", "status", "token")
                .contains("doctor", "redrive", "settings", "help");
        assertThat(said(err)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "demo",
        "run",
        "put",
        "ls",
        "show",
        "get",
        "sql",
        "status",
        "doctor",
        "token create",
        "redrive",
        "settings"
    })
    void everyCommandHasHelpWithoutAPlatform(String command) {
        assertThat(Commands.run((command + " --help").split(" "))).isEqualTo(ExitCode.OK);

        assertThat(said(out))
                .contains("safelight " + command, "--data", "--json")
                .contains("Examples:", "Exit codes:")
                .contains("Wrong usage.");
    }

    @ParameterizedTest
    @CsvSource({
        "list --help,       safelight ls",
        "help list,         safelight ls",
        "help put,          safelight put",
        "token create -h,   safelight token create"
    })
    void helpIsFoundInOtherWaysToo(String arguments, String usage) {
        assertThat(Commands.run(arguments.split(" "))).isEqualTo(ExitCode.OK);

        assertThat(said(out)).contains("Usage: " + usage);
    }

    @ParameterizedTest
    @CsvSource({
        "lst,             There is no command safelight lst.,          safelight ls",
        "lst --help,      There is no command safelight lst.,          safelight ls",
        "stat --help,     There is no command safelight stat.,         safelight status",
        "token crate -h,  There is no command safelight token crate.,  token create"
    })
    void helpOnACommandThatIsNoneSaysWhichMayBeMeant(
            String arguments, String sentence, String meant) {
        assertThat(Commands.run(arguments.split(" "))).isEqualTo(ExitCode.USAGE);

        assertThat(said(out)).isEmpty();
        assertThat(said(err)).contains(sentence).contains("Did you mean").contains(meant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ls --limit 0", "ls --limit -3", "ls --limit many", "sql --csv --json 1"})
    void aValueThatIsNoneIsRefusedBeforeAnythingIsAsked(String arguments) {
        assertThat(Commands.run(arguments.split(" "))).isEqualTo(ExitCode.USAGE);

        assertThat(said(out)).isEmpty();
        assertThat(said(err)).contains("--").doesNotContain("\tat ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"destroy", "--no-such-option", "status --no-such-option", "show"})
    void aWrongCommandLineIsWrongUsage(String arguments) {
        assertThat(Commands.run(arguments.split(" "))).isEqualTo(ExitCode.USAGE);

        assertThat(said(out)).isEmpty();
        assertThat(said(err)).isNotEmpty().doesNotContain("\tat ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "ls", "show 01a1fdfa-467b-7000-8000-000000000000", "redrive"})
    void withoutAPlatformAClientSaysWhatToDo(String arguments) {
        var words = (arguments + " --data").split(" ");
        var line = Arrays.copyOf(words, words.length + 1);
        line[words.length] = folder.resolve("none").toString();

        assertThat(Commands.run(line)).isEqualTo(ExitCode.NOT_RUNNING);

        assertThat(said(err))
                .contains("No Safelight runs on " + folder.resolve("none"))
                .contains("Start one with `safelight run`, or name its folder with --data.")
                .doesNotContain("\tat ");
        assertThat(folder.resolve("none")).doesNotExist();
    }

    @Test
    void versionTellsTheProduct() {
        assertThat(Commands.run("--version")).isEqualTo(ExitCode.OK);

        assertThat(said(out)).startsWith("safelight ");
    }

    @Test
    void settingsPrintsEverySettingAsTextAsPageAndAsJson() {
        assertThat(Commands.run("settings")).isEqualTo(ExitCode.OK);
        assertThat(said(out)).contains("SETTING", "http.port", "scan.max-tries");
        out.reset();

        assertThat(Commands.run("settings", "--json")).isEqualTo(ExitCode.OK);
        assertThat(said(out).lines()).allMatch(line -> line.startsWith("{\"name\":"));
        out.reset();

        assertThat(Commands.run("settings", "--markdown")).isEqualTo(ExitCode.OK);
        assertThat(said(out)).startsWith("# Configuration");
    }

    @Test
    void aPlatformDoesNotStartOnAWrongConfigurationAndSaysAllThatIsWrong() {
        int exit =
                Commands.run(
                        "run",
                        "--data",
                        folder.resolve("data").toString(),
                        "--set",
                        "http.port=100000",
                        "--set",
                        "no.such=1");

        assertThat(exit).isEqualTo(ExitCode.CANNOT_START);
        assertThat(said(err)).contains("http.port", "100000", "no.such is not a setting");
    }

    private static String said(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }
}
