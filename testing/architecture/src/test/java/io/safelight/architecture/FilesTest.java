package io.safelight.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Files are written only in places that somebody thought about: what is written must be found again
 * by the purge, be sealed, or hold nothing of an image. What libraries write by themselves (SQLite,
 * DuckDB, the broker, clamd) is not seen here.
 */
@AnalyzeClasses(packages = "io.safelight", importOptions = MainCode.class)
final class FilesTest {
    private static final Map<String, String> PLACES =
            Map.ofEntries(
                    Map.entry(
                            "io.safelight.adapter.local.LocalObjectWriter",
                            "sealed objects, filed by bucket"),
                    Map.entry(
                            "io.safelight.adapter.local.LocalObjectStore",
                            "reads what was written"),
                    Map.entry(
                            "io.safelight.adapter.local.Durable",
                            "wrapped keys and secrets, whole and forced to disk"),
                    Map.entry(
                            "io.safelight.adapter.iceberg.Durable",
                            "forces finished Parquet files and folders to disk"),
                    Map.entry(
                            "io.safelight.adapter.iceberg.DurableStream",
                            "metadata of the lake, which is rewritten by the purge"),
                    Map.entry("io.safelight.adapter.iceberg.FolderLock", "a lock without content"),
                    Map.entry(
                            "io.safelight.adapter.kafka.BrokerFolder",
                            "the broker's identity and secrets, for the owner only"),
                    Map.entry(
                            "io.safelight.adapter.kafka.FileAge",
                            "an empty note that a stop had begun; nothing of images"),
                    Map.entry(
                            "io.safelight.adapter.clamd.ClamdSupervisor",
                            "the scanner's configuration"),
                    Map.entry(
                            "io.safelight.adapter.clamd.SignatureDownload",
                            "the downloader's configuration"),
                    Map.entry("io.safelight.adapter.clamd.RuntimeFolder", "the test signature"),
                    Map.entry("io.safelight.adapter.clamd.FolderLock", "a lock without content"),
                    Map.entry(
                            "io.safelight.query.SharedLibrary",
                            "the engine's library, unpacked once"),
                    Map.entry(
                            "io.safelight.query.child.ParquetAnswer",
                            "reads an answer out of the child's own scratch"),
                    Map.entry("io.safelight.child.Inside", "a child's pipe to its parent"),
                    Map.entry(
                            "io.safelight.ports.sandbox.wire.SandboxChild",
                            "a child's pipe to its parent"),
                    Map.entry(
                            "io.safelight.node.configuration.DataDirectory",
                            "the lock, the endpoint and the administrator's token"),
                    Map.entry(
                            "io.safelight.node.doctor.DataChecks",
                            "zeros, to time the disk; deleted at once"),
                    Map.entry(
                            "io.safelight.node.cli.GetCommand",
                            "what the user of the command line asked for"));

    private static final Set<String> OPENING =
            Set.of(
                    "write",
                    "writeString",
                    "newOutputStream",
                    "newBufferedWriter",
                    "newByteChannel",
                    "copy",
                    "createFile",
                    "createTempFile",
                    "createTempDirectory",
                    "createLink",
                    "createSymbolicLink");
    private static final Set<String> CHANNELS =
            Set.of("java.nio.channels.FileChannel", "java.nio.channels.AsynchronousFileChannel");
    private static final Set<String> WRITERS =
            Set.of(
                    "java.io.FileOutputStream",
                    "java.io.RandomAccessFile",
                    "java.io.FileWriter",
                    "java.util.logging.FileHandler");

    @ArchTest
    static void filesAreWrittenOnlyInRegisteredPlaces(JavaClasses classes) {
        var found = new TreeSet<String>();
        for (JavaClass type : classes) {
            if (type.getAccessesFromSelf().stream().anyMatch(FilesTest::opensForWriting)) {
                found.add(type.getName().replaceFirst("\\$.*", ""));
            }
        }

        assertThat(found).containsExactlyInAnyOrderElementsOf(PLACES.keySet());
    }

    private static boolean opensForWriting(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getName();
        String name = access.getName();
        return switch (owner) {
            case "java.nio.file.Files" -> OPENING.contains(name);
            case "java.io.File" -> name.startsWith("create");
            case "java.io.PrintWriter", "java.io.PrintStream", "java.util.Formatter" ->
                    name.equals("<init>") && takesAFile(access);
            default ->
                    (CHANNELS.contains(owner) && name.equals("open"))
                            || (WRITERS.contains(owner) && name.equals("<init>"));
        };
    }

    private static boolean takesAFile(JavaAccess<?> access) {
        String target = access.getTarget().getFullName();
        return target.contains("(java.lang.String") || target.contains("(java.io.File");
    }
}
