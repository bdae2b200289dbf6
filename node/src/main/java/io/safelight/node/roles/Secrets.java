package io.safelight.node.roles;

import io.safelight.adapter.local.MasterKeyFile;
import io.safelight.adapter.local.SecretFile;
import io.safelight.adapter.local.SigningKeyFile;
import io.safelight.ports.keys.MasterKey;
import io.safelight.ports.receipts.Signer;
import io.safelight.ports.streams.StreamIds;
import java.nio.file.Path;
import java.security.SecureRandom;

/** The node's own keys, in files of mode 0600. */
public record Secrets(MasterKey masterKey, Signer receipts, StreamIds streamIds) {
    private static final int STREAM_ID_KEY_BYTES = 32;

    public static Secrets open(Path folder, SecureRandom random) {
        return new Secrets(
                MasterKeyFile.open(folder.resolve("master.key"), random),
                SigningKeyFile.open(folder, "receipts"),
                new StreamIds(
                        SecretFile.readOrCreate(
                                folder.resolve("stream-ids.key"), STREAM_ID_KEY_BYTES, random)));
    }
}
