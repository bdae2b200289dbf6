package io.safelight.node.configuration;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where the doors may listen: there is no TLS of our own yet, and tokens do not travel in clear.
 */
public final class Exposure {
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|::1");

    private Exposure() {}

    /** A sentence that says what to do, when this may not be listened on. */
    public static Optional<String> refusal(String host) {
        return LOOPBACK.matcher(host).matches()
                ? Optional.empty()
                : Optional.of(
                        "http.host "
                                + host
                                + " is beyond loopback, and this version has no TLS of its own:"
                                + " tokens and images would travel in clear. Keep 127.0.0.1 and put"
                                + " a TLS proxy on this machine before it.");
    }
}
