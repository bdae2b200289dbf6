package io.safelight.adapter.clamd;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashSet;

/**
 * The contents that were being scanned when clamd went away: one of them may have brought it down.
 * Knows them by their digests, the latest so many of them. Safe for many threads.
 */
final class Suspects {
    private final int atMost;
    private final LinkedHashSet<String> digests = new LinkedHashSet<>();

    Suspects(int atMost) {
        this.atMost = atMost;
    }

    boolean contains(ByteBuffer content) {
        if (isEmpty()) {
            return false;
        }
        String digest = digest(content);
        synchronized (this) {
            return digests.contains(digest);
        }
    }

    void add(ByteBuffer content) {
        String digest = digest(content);
        synchronized (this) {
            digests.add(digest);
            if (digests.size() > atMost) {
                digests.removeFirst();
            }
        }
    }

    void remove(ByteBuffer content) {
        String digest = digest(content);
        synchronized (this) {
            digests.remove(digest);
        }
    }

    private synchronized boolean isEmpty() {
        return digests.isEmpty();
    }

    private static String digest(ByteBuffer content) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(content.duplicate());
            return HexFormat.of().formatHex(sha256.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
