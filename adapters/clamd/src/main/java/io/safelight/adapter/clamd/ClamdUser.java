package io.safelight.adapter.clamd;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The user that clamd runs as when we are root: what parses hostile files should own nothing. An
 * ordinary user's clamd runs as that user.
 */
record ClamdUser(String name) {
    private static final ClamdUser DEBIAN = new ClamdUser("clamav");
    private static final long PROBE_SECONDS = 5;

    /**
     * Empty when we are not root, when there is no such user, or when root may not change users.
     */
    static Optional<ClamdUser> find(Path setpriv) {
        return DEBIAN.usable(setpriv) ? Optional.of(DEBIAN) : Optional.empty();
    }

    /** What setpriv needs to be told. */
    List<String> options() {
        return List.of("--reuid=" + name, "--regid=" + name, "--clear-groups");
    }

    void own(Path path) throws IOException {
        var lookup = path.getFileSystem().getUserPrincipalLookupService();
        var view =
                Files.getFileAttributeView(
                        path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        view.setOwner(lookup.lookupPrincipalByName(name));
    }

    private boolean usable(Path setpriv) {
        if (!"root".equals(System.getProperty("user.name"))) {
            return false;
        }
        try {
            var command = new ArrayList<String>();
            command.add(setpriv.toString());
            command.addAll(options());
            command.add("true");
            var probe =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            boolean ended = probe.waitFor(PROBE_SECONDS, TimeUnit.SECONDS);
            probe.destroyForcibly();
            return ended && probe.exitValue() == 0;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
