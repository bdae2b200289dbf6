package io.safelight.node.roles;

import io.safelight.adapter.local.MasterKeyFile;
import io.safelight.adapter.local.SecretFile;
import io.safelight.adapter.local.SigningKeyFile;
import io.safelight.ports.keys.MasterKey;
import io.safelight.ports.receipts.Signer;
import io.safelight.ports.streams.StreamIds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Stream;

/** The node's own keys, in files of mode 0600. */
public record Secrets(MasterKey masterKey, Signer receipts, StreamIds streamIds) {
    private static final int STREAM_ID_KEY_BYTES = 32;

    public static Secrets open(Path folder, SecureRandom random) {
        return new Secrets(
                MasterKeyFile.open(masterKeyFile(folder), random),
                SigningKeyFile.open(folder, "receipts"),
                new StreamIds(
                        SecretFile.readOrCreate(
                                folder.resolve("stream-ids.key"), STREAM_ID_KEY_BYTES, random)));
    }

    /** Without it, nothing that was sealed can be read. */
    public static Path masterKeyFile(Path folder) {
        return folder.resolve("master.key");
    }

    /** Those that are there and that nobody but their owner may read. */
    public static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(file -> file.toString().endsWith(".key")).sorted().toList();
        }
    }
}
