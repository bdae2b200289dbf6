package io.safelight.testkit.keys;

import io.safelight.ports.Port;
import io.safelight.ports.PortException;
import io.safelight.ports.PortException.Kind;
import io.safelight.ports.keys.KeyName;
import io.safelight.ports.keys.MasterKey;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The twin of a master key: what it wraps is a random ticket, and the material stays with it. */
public final class InMemoryMasterKey implements MasterKey {
    private static final int TICKET_BYTES = 16;

    private record Kept(KeyName name, byte[] material) {}

    private final SecureRandom random = new SecureRandom();
    private final String fingerprint = HexFormat.of().formatHex(ticket());
    private final Map<String, Kept> kept = new ConcurrentHashMap<>();

    @Override
    public String fingerprint() {
        return fingerprint;
    }

    @Override
    public byte[] wrap(KeyName name, byte[] material) {
        byte[] ticket = ticket();
        kept.put(
                HexFormat.of().formatHex(ticket),
                new Kept(name, Arrays.copyOf(material, material.length)));
        return ticket;
    }

    @Override
    public byte[] unwrap(KeyName name, byte[] wrapped) {
        Kept found = kept.get(HexFormat.of().formatHex(wrapped));
        if (found == null || !found.name().equals(name)) {
            throw new PortException(
                    Port.KEYS, Kind.CORRUPT, "not wrapped by this key under this name");
        }
        return found.material().clone();
    }

    private byte[] ticket() {
        byte[] ticket = new byte[TICKET_BYTES];
        random.nextBytes(ticket);
        return ticket;
    }
}
