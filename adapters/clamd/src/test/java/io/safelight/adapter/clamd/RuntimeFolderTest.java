package io.safelight.adapter.clamd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose folders a start wipes, and whose it leaves alone. */
class RuntimeFolderTest {
    private static final String FOREIGN = DeadFolders.PREFIX + "0123456789abcdef";

    private Path place = Path.of("");
    @TempDir Path disk;

    @BeforeEach
    void makePlace() throws IOException {
        place = Files.createTempDirectory(Path.of("/dev/shm"), "runtime-folder-test-");
    }

    @AfterEach
    void removePlace() throws IOException {
        Wiped.wipe(place);
    }

    @Test
    void isOpenToItsUserAloneAndRemovedWhole() throws IOException {
        RuntimeFolder folder = create();

        assertThat(mode(folder.top())).isEqualTo("rwx--x--x");
        assertThat(mode(folder.path())).isEqualTo("rwx------");
        assertThat(mode(folder.top().resolve("lock"))).isEqualTo("rw-------");
        Files.writeString(folder.scratch().resolve("clamav-1234.tmp"), "bytes of an image");
        folder.remove();
        assertThat(place).isEmptyDirectory();
        assertThat(Processes.alive(folder.reaper().pid())).isFalse();
    }

    @Test
    void folderOfADeadOwnerIsWipedByAnyStart() throws IOException {
        Path dead = Files.createDirectory(place.resolve(FOREIGN));
        Files.createFile(dead.resolve("lock"));
        Path scratch = Files.createDirectories(dead.resolve("clamd/scratch"));
        Files.writeString(scratch.resolve("clamav-1234.tmp"), "bytes of an image");

        RuntimeFolder folder = create();

        assertThat(dead).doesNotExist();
        assertThat(folder.scratch()).exists();
        folder.remove();
    }

    @Test
    void folderWhoseWipingWasBrokenOffIsWipedByTheNext() throws IOException {
        Path dead = Files.createDirectory(place.resolve(FOREIGN));
        Files.createDirectory(dead.resolve("clamd"));

        create().remove();

        assertThat(dead).doesNotExist();
    }

    @Test
    void folderOfALivingOwnerIsLeftAlone() throws Exception {
        Path living = Files.createDirectory(place.resolve(FOREIGN));
        Process owner = lockedByAnother(living);
        try (var out = owner.inputReader()) {
            assertThat(out.readLine()).isEqualTo("locked");

            create().remove();

            assertThat(living).exists();
        }
        owner.destroyForcibly().waitFor();

        create().remove();

        assertThat(living).doesNotExist();
    }

    @Test
    void foldersOfOneProcessLeaveOneAnotherAlone() throws IOException {
        RuntimeFolder first = create();

        RuntimeFolder second = create();

        assertThat(first.scratch()).exists();
        assertThat(second.scratch()).exists();
        first.remove();
        assertThat(second.scratch()).exists();
        second.remove();
    }

    @Test
    void folderInTheMakingIsLeftAloneUntilItIsOld() throws IOException {
        Path making = Files.createDirectory(place.resolve("." + FOREIGN));

        create().remove();
        assertThat(making).exists();

        Instant before = Instant.now().minus(Duration.ofMinutes(2));
        Files.setLastModifiedTime(making, FileTime.from(before));
        create().remove();
        assertThat(making).doesNotExist();
    }

    @Test
    void onlyFoldersOfOursAreWiped() throws IOException {
        Path precious = Files.createDirectory(disk.resolve("precious"));
        Path linked = Files.createSymbolicLink(place.resolve(FOREIGN), precious);
        Path named = Files.createDirectory(place.resolve("safelight-clamd-notes"));

        create().remove();

        assertThat(linked).exists();
        assertThat(precious).exists();
        assertThat(named).exists();
    }

    @Test
    void folderThatAnotherUserMadeIsLeftAlone() throws IOException {
        assumeThat(System.getProperty("user.name")).isEqualTo("root");
        Path foreign = Files.createDirectory(place.resolve(FOREIGN));
        Files.setOwner(
                foreign,
                place.getFileSystem()
                        .getUserPrincipalLookupService()
                        .lookupPrincipalByName("nobody"));

        create().remove();

        assertThat(foreign).exists();
    }

    @Test
    void wipingDoesNotFollowLinks() throws IOException {
        Path precious = Files.createDirectory(disk.resolve("precious"));
        Path file = Files.writeString(precious.resolve("file"), "kept");
        RuntimeFolder folder = create();
        Files.createSymbolicLink(folder.scratch().resolve("link"), precious);
        Files.createSymbolicLink(folder.scratch().resolve("other"), file);

        folder.remove();

        assertThat(folder.top()).doesNotExist();
        assertThat(file).exists();
    }

    private RuntimeFolder create() {
        return RuntimeFolder.create(List.of(place), Optional.empty());
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(
                Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS));
    }

    private static Process lockedByAnother(Path folder) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Owner.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Another process that owns a folder. */
    static final class Owner {
        private Owner() {}

        public static void main(String[] arguments) throws IOException {
            try (var channel =
                    FileChannel.open(
                            Path.of(arguments[0]).resolve("lock"),
                            StandardOpenOption.CREATE_NEW,
                            StandardOpenOption.WRITE)) {
                channel.lock();
                System.out.println("locked");
                System.in.read();
            }
        }
    }
}
