package io.safelight.child;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The command line of a jail, from the limits on the outside to the program on the inside. */
final class JailCommand {
    /** Where distributions keep programs and libraries, beside {@code /usr}. */
    private static final List<String> SYSTEM_FOLDERS =
            List.of("/lib", "/lib64", "/lib32", "/bin", "/sbin");

    /** What the dynamic linker and text rendering need; names nothing of the host's own. */
    private static final List<String> SYSTEM_FILES =
            List.of(
                    "/etc/ld.so.cache",
                    "/etc/ld.so.conf",
                    "/etc/ld.so.conf.d",
                    "/etc/alternatives",
                    "/etc/fonts");

    /**
     * Nothing of the memory may reach a file: no core, no heap dump, no crash report, no shared
     * performance data.
     */
    private static final List<String> SILENT_JVM =
            List.of(
                    "-XX:-UsePerfData",
                    "-XX:ErrorFile=/dev/null",
                    "-XX:-CreateCoredumpOnCrash",
                    "-XX:-HeapDumpOnOutOfMemoryError",
                    "-XX:+DisableAttachMechanism",
                    "-Djava.io.tmpdir=/tmp");

    private final JailTools tools;
    private final JailSpec spec;
    private final List<String> words = new ArrayList<>();

    private JailCommand(JailTools tools, JailSpec spec) {
        this.tools = tools;
        this.spec = spec;
    }

    static List<String> of(JailTools tools, JailSpec spec) throws JailException {
        var command = new JailCommand(tools, spec);
        try {
            command.apart();
            command.limits();
            command.walls();
            command.system();
            command.visible();
            command.environment();
            command.java();
        } catch (IOException e) {
            throw new JailException(
                    "The jail needs a file that is not there: " + e.getMessage(), e);
        }
        return command.words;
    }

    /**
     * A session of its own: Ctrl-C in our terminal is a signal to its whole foreground process
     * group, and we end the jail ourselves when its work is done. The process stays the same one,
     * because what was just forked leads no group.
     */
    private void apart() {
        add(tools.setsid().toString());
    }

    /** The kernel, short of memory, takes a jail first. */
    private void limits() {
        add(
                tools.prlimit().toString(),
                "--core=" + CoreLimit.bytes(),
                "--data=" + spec.maxDataBytes(),
                "--");
        add(tools.choom().toString(), "-n", "1000", "--");
    }

    private void walls() {
        add(tools.bwrap().toString(), "--unshare-all", "--unshare-user", "--disable-userns");
        add("--die-with-parent", "--new-session", "--clearenv", "--cap-drop", "ALL");
        add("--hostname", "jail");
    }

    private void system() throws IOException {
        add("--ro-bind", "/usr", "/usr");
        for (String folder : SYSTEM_FOLDERS) {
            Path path = Path.of(folder);
            if (Files.isSymbolicLink(path)) {
                add("--symlink", Files.readSymbolicLink(path).toString(), folder);
            } else if (Files.isDirectory(path)) {
                add("--ro-bind", folder, folder);
            }
        }
        for (String file : SYSTEM_FILES) {
            add("--ro-bind-try", file, file);
        }
        add("--proc", "/proc", "--dev", "/dev");
        add("--size", Long.toString(spec.scratchBytes()), "--tmpfs", "/tmp");
    }

    /** The root and {@code /dev} are memory too, so they are closed once everything is in place. */
    private void visible() throws IOException {
        Set<Path> paths = new LinkedHashSet<>();
        paths.add(spec.javaHome().toRealPath());
        Path security = spec.javaHome().resolve("conf/security/java.security").toRealPath();
        if (security.startsWith("/etc") && security.getNameCount() > 3) {
            paths.add(security.getRoot().resolve(security.subpath(0, 2)));
        }
        paths.addAll(spec.classpath());
        paths.addAll(spec.readOnly());
        for (Path path : paths) {
            Path real = path.toRealPath();
            if (!isSystem(path) || !isSystem(real)) {
                add("--ro-bind", real.toString(), path.toString());
            }
        }
        add("--chdir", "/", "--remount-ro", "/dev", "--remount-ro", "/");
    }

    private static boolean isSystem(Path path) {
        return path.startsWith("/usr") || SYSTEM_FOLDERS.stream().anyMatch(path::startsWith);
    }

    private void environment() {
        add("--setenv", "PATH", "/usr/bin:/bin", "--setenv", "HOME", "/tmp");
        add("--setenv", "LANG", "C.UTF-8");
        spec.environment().forEach((name, value) -> add("--setenv", name, value));
    }

    /** Gives {@link Inside#ANSWERS} its descriptor. */
    private void java() throws IOException {
        add("--", "/bin/sh", "-c", "exec \"$@\" 3>&1 1>&2", "sh");
        add(spec.javaHome().toRealPath().resolve("bin/java").toString());
        words.addAll(spec.jvmOptions());
        words.addAll(SILENT_JVM);
        String classpath =
                spec.classpath().stream()
                        .map(Path::toString)
                        .collect(Collectors.joining(File.pathSeparator));
        add("-cp", classpath, spec.mainClass());
        words.addAll(spec.arguments());
    }

    private void add(String... more) {
        words.addAll(List.of(more));
    }
}
