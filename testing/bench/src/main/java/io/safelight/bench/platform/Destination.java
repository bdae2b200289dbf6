package io.safelight.bench.platform;

import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * Where uploads go.
 *
 * @param method POST or PUT
 * @param path with a number for each image at its end, where {@code numbered}
 * @param headers further ones, each with its line end
 */
public record Destination(
        String host, int port, String method, String path, boolean numbered, String headers) {

    public static Destination platform(URI url, String path, String token) {
        return new Destination(
                url.getHost(),
                url.getPort(),
                "POST",
                path,
                false,
                "Authorization: Bearer " + token + "\r\nContent-Type: image/jpeg\r\n");
    }

    /** An object store: each image becomes an object of its own. */
    public static Destination objects(URI url, String path) {
        return new Destination(
                url.getHost(), url.getPort(), "PUT", path, true, "Content-Type: image/jpeg\r\n");
    }

    byte[] head(long number, int bytes) {
        String head =
                method
                        + " "
                        + path
                        + (numbered ? Long.toString(number) : "")
                        + " HTTP/1.1\r\nHost: "
                        + host
                        + ":"
                        + port
                        + "\r\nContent-Length: "
                        + bytes
                        + "\r\n"
                        + headers
                        + "\r\n";
        return head.getBytes(StandardCharsets.US_ASCII);
    }
}
