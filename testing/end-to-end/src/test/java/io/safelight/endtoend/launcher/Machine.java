package io.safelight.endtoend.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * A machine as the script sees it: a project without sources, and a path on which there is nothing
 * but a shell's ordinary tools and what a test puts there. Nothing is installed for real.
 */
final class Machine {
    private static final Path SCRIPT = root().resolve("safelight");
    private static final long PATIENCE_SECONDS = 30;
    private static final List<String> TOOLS =
            List.of(
                    "awk",
                    "bash",
                    "cat",
                    "cp",
                    "dirname",
                    "env",
                    "find",
                    "flock",
                    "grep",
                    "head",
                    "ln",
                    "mkdir",
                    "mktemp",
                    "mv",
                    "readlink",
                    "rm",
                    "sed",
                    "sleep",
                    "tail",
                    "touch",
                    "true");

    /** How the script ended. */
    record Ended(int exitCode, String output, String errors) {
        Ended expect(int code) {
            assertThat(exitCode).as(errors + output).isEqualTo(code);
            return this;
        }
    }

    private final Path folder;
    private final Map<String, String> environment = new TreeMap<>();

    /**
     * @param folder empty; the project is {@code the project} in it, with a space in its name
     */
    Machine(Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectories(project());
        Files.copy(SCRIPT, project().resolve("safelight"));
        Files.createDirectories(home());
        for (String tool : TOOLS) {
            Files.createDirectories(tools());
            Files.createSymbolicLink(tools().resolve(tool), find(tool));
        }
        Files.createDirectories(programs());
        environment.put("PATH", programs() + ":" + tools());
        environment.put("HOME", home().toString());
        program("id", "echo 1000");
        program("mvn", "echo \"mvn $*\" >>'%s'".formatted(log()));
    }

    Path project() {
        return folder.resolve("the project");
    }

    Path home() {
        return folder.resolve("home");
    }

    /** What programs of tests were called with, one a line. */
    List<String> calls() throws IOException {
        return Files.exists(log()) ? Files.readAllLines(log()) : List.of();
    }

    Path log() {
        return folder.resolve("calls.log");
    }

    void set(String variable, String value) {
        environment.put(variable, value);
    }

    /** Puts a program on the path; its body is shell. */
    void program(String name, String body) throws IOException {
        executable(programs().resolve(name), body);
    }

    void withoutProgram(String name) throws IOException {
        Files.deleteIfExists(programs().resolve(name));
        Files.deleteIfExists(tools().resolve(name));
    }

    /**
     * A Debian where root may install, and where apt knows these packages as NAME or NAME=VERSION.
     */
    void debian(boolean root, String... packages) throws IOException {
        program("id", root ? "echo 0" : "echo 1000");
        program("apt-get", "echo \"apt-get $*\" >>'%s'".formatted(log()));
        var known = new StringBuilder("case \"${*: -1}\" in\n");
        for (String name : packages) {
            String[] parts = (name + "=1").split("=");
            known.append("%s) echo 'Version: %s' ;;\n".formatted(parts[0], parts[1]));
        }
        program("apt-cache", known + "*) exit 100 ;;\nesac");
    }

    /** A folder that looks like a JDK; its java prints its arguments, one a line. */
    Path jdk(Path folder, String version) throws IOException {
        java(folder, "printf '%s\\n' \"$@\"");
        executable(folder.resolve("bin").resolve("javac"), "exit 0");
        Files.writeString(folder.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        return folder;
    }

    /** Puts another java into a JDK; its body is shell. */
    void java(Path jdk, String body) throws IOException {
        executable(jdk.resolve("bin").resolve("java"), body);
    }

    /** A project that was built; every source is older than the program. */
    void built() throws IOException {
        source("pom.xml");
        source("core/domain/src/main/java/Image.java");
        source("core/domain/src/test/java/ImageTest.java");
        source("console/src/page.ts");
        Files.createDirectories(library());
        Files.createFile(library().resolveSibling("built"));
        bash("find . ! -path '*target*' -exec touch -d '1 hour ago' {} +").expect(0);
    }

    Path library() {
        return project().resolve("node/target/safelight/lib");
    }

    Path source(String path) throws IOException {
        Path file = project().resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "text");
    }

    /** Runs the script itself. */
    Ended run(String... arguments) throws IOException, InterruptedException {
        return run(project().resolve("safelight"), arguments);
    }

    Ended run(Path script, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(tools().resolve("bash").toString()));
        command.add(script.toString());
        command.addAll(List.of(arguments));
        return start(command);
    }

    /**
     * Runs lines of shell that may call and replace the script's functions. The only JDKs are those
     * of JAVA_HOME and of {@code $HOME}.
     */
    Ended sourced(String... lines) throws IOException, InterruptedException {
        return bash(
                """
                source ./safelight
                home="$PWD" work="$PWD/.build" lib="$PWD/node/target/safelight/lib"
                eval "real_$(declare -f usual_jdk_folders)"
                usual_jdk_folders() { local j; for j in "$HOME"/jdk*; do [[ ! -d "$j" ]] || echo "$j"; done; }
                """
                        + String.join("\n", lines));
    }

    private Ended bash(String text) throws IOException {
        try {
            return start(List.of(tools().resolve("bash").toString(), "-c", text, "bash"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private Ended start(List<String> command) throws IOException, InterruptedException {
        File out = folder.resolve("out").toFile();
        File errors = folder.resolve("errors").toFile();
        var builder =
                new ProcessBuilder(command)
                        .directory(project().toFile())
                        .redirectInput(new File("/dev/null"))
                        .redirectOutput(out)
                        .redirectError(errors);
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Ended(
                process.exitValue(),
                Files.readString(out.toPath()),
                Files.readString(errors.toPath()));
    }

    private Path tools() {
        return folder.resolve("tools");
    }

    private Path programs() {
        return folder.resolve("programs");
    }

    private static void executable(Path file, String body) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/bash\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static Path find(String tool) {
        for (String place : List.of("/usr/bin", "/bin")) {
            Path file = Path.of(place, tool);
            if (Files.isExecutable(file)) {
                return file;
            }
        }
        throw new AssertionError("there is no " + tool);
    }

    private static Path root() {
        Path at = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(at.resolve(".mvn"))) {
            at = at.getParent();
            if (at == null) {
                throw new IllegalStateException("not below the root of the project");
            }
        }
        return at;
    }
}
