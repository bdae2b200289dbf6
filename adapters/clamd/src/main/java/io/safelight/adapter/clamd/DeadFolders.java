package io.safelight.adapter.clamd;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Folders in memory whose owners were killed together with their reapers. */
final class DeadFolders {
    static final String PREFIX = "safelight-clamd-";

    /** In the names of all folders of this process. */
    static final String OURS = HexFormat.of().toHexDigits(new SecureRandom().nextInt());

    private static final Logger log = LoggerFactory.getLogger(DeadFolders.class);
    private static final Pattern NAME = Pattern.compile("\\.?" + PREFIX + "[0-9a-f]{16}");

    /** A folder is locked and gets its name within milliseconds. */
    private static final Duration IN_THE_MAKING = Duration.ofMinutes(1);

    private DeadFolders() {}

    /**
     * Never fails: another start can do what this one could not.
     *
     * @param own just made; its owner is who may have left others
     */
    static void wipe(List<Path> places, Path own) {
        for (Path place : places) {
            try (var entries = Files.list(place)) {
                entries.filter(entry -> NAME.matcher(entry.getFileName().toString()).matches())
                        .filter(entry -> !entry.getFileName().toString().contains(PREFIX + OURS))
                        .forEach(entry -> wipe(entry, own));
            } catch (IOException e) {
                log.atDebug().addKeyValue("cause", e.toString()).log("clamd.place-not-read");
            }
        }
    }

    private static void wipe(Path folder, Path own) {
        try {
            if (isDead(folder, own)) {
                Wiped.wipe(folder);
                log.atInfo().addKeyValue("folder", folder).log("clamd.dead-folder-wiped");
            }
        } catch (NoSuchFileException e) {
            log.atDebug().addKeyValue("folder", folder).log("clamd.dead-folder-gone");
        } catch (IOException e) {
            log.atWarn()
                    .addKeyValue("folder", folder)
                    .addKeyValue("cause", e.toString())
                    .log("clamd.dead-folder-left");
        }
    }

    /** Anybody may make a folder of such a name: only those that we have made are ours to wipe. */
    private static boolean isDead(Path folder, Path own) throws IOException {
        return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                && Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(own))
                && !isInTheMaking(folder, own)
                && FolderLock.isFree(folder);
    }

    private static boolean isInTheMaking(Path folder, Path own) throws IOException {
        return folder.getFileName().toString().startsWith(".")
                && changed(folder)
                        .toInstant()
                        .plus(IN_THE_MAKING)
                        .isAfter(changed(own).toInstant());
    }

    private static FileTime changed(Path folder) throws IOException {
        return Files.getLastModifiedTime(folder, LinkOption.NOFOLLOW_LINKS);
    }
}
