package io.safelight.adapter.clamd;

import io.safelight.ports.Port;
import io.safelight.ports.PortException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Builds commands whose process dies with us, however we die. The kernel sends the signal when the
 * <em>thread</em> ends that started the process, so that thread must live as long as the process.
 *
 * <p>Each has a session of its own: Ctrl-C in our terminal is a signal to its whole foreground
 * process group, and we end what we started ourselves when its work is done. setsid keeps the
 * process, because what was just forked leads no group.
 */
record BoundCommand(Path setpriv, Optional<ClamdUser> user) {
    static final Path SETSID = Path.of("/usr/bin/setsid");
    private static final Path SETPRIV = Path.of("/usr/bin/setpriv");

    /** Had we died before the wish to die with us was noted, the parent would be another by now. */
    private static final String IF_WE_LIVE =
            "[ \"$PPID\" = \"$1\" ] || exit 77; shift; ulimit -c 0; exec \"$@\"";

    static BoundCommand find() {
        for (Path program : List.of(SETSID, SETPRIV)) {
            if (!Files.isExecutable(program)) {
                throw missing(program, "util-linux");
            }
        }
        return new BoundCommand(SETPRIV, ClamdUser.find(SETPRIV));
    }

    static PortException missing(Path program, String debianPackage) {
        return new PortException(
                Port.SCANNER,
                PortException.Kind.REFUSED,
                "%s is missing. Install it (Debian, Ubuntu): apt-get install %s"
                        .formatted(program, debianPackage));
    }

    /** Output and errors come as one stream; the environment is empty but for what it needs. */
    ProcessBuilder of(List<String> program, Path workingFolder) {
        var command = new ArrayList<String>();
        command.add(SETSID.toString());
        command.add(setpriv.toString());
        user.map(ClamdUser::options).ifPresent(command::addAll);
        command.addAll(List.of("--no-new-privs", "--pdeathsig", "KILL", "/bin/sh", "-c"));
        command.addAll(List.of(IF_WE_LIVE, "sh", Long.toString(ProcessHandle.current().pid())));
        command.addAll(program);
        var builder =
                new ProcessBuilder(command)
                        .directory(workingFolder.toFile())
                        .redirectErrorStream(true)
                        .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        builder.environment().clear();
        builder.environment()
                .putAll(Map.of("PATH", "/usr/sbin:/usr/bin:/bin", "TZ", "UTC", "LANG", "C"));
        return builder;
    }
}
