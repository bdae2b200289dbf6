package io.safelight.child;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The programs that make a jail. */
record JailTools(Path bwrap, Path setsid, Path prlimit, Path choom) {

    /**
     * @param path folders to look in, as in {@code PATH}
     * @throws JailException which names the package to install
     */
    static JailTools find(String path) throws JailException {
        List<Path> folders = new ArrayList<>();
        for (String folder : path.split(File.pathSeparator)) {
            if (folder.startsWith("/")) {
                folders.add(Path.of(folder));
            }
        }
        return new JailTools(
                find("bwrap", "bubblewrap", folders),
                find("setsid", "util-linux", folders),
                find("prlimit", "util-linux", folders),
                find("choom", "util-linux", folders));
    }

    private static Path find(String program, String debianPackage, List<Path> folders)
            throws JailException {
        for (Path folder : folders) {
            Path candidate = folder.resolve(program);
            if (Files.isExecutable(candidate)) {
                return candidate;
            }
        }
        throw new JailException(
                "%s is not installed. On Debian or Ubuntu: apt-get install %s"
                        .formatted(program, debianPackage));
    }
}
