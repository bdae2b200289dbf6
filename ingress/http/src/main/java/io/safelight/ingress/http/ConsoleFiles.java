package io.safelight.ingress.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The console: static files from the class path, where the module {@code console} puts them if it
 * was built. Open to all, as they tell nothing of this platform.
 */
final class ConsoleFiles {
    static final String INDEX = "/";
    static final String ASSETS = "/assets/";
    static final String ICON = "/favicon.svg";

    /** The folder of the module console. */
    static final String FOLDER = "/io/safelight/console";

    private static final String POLICY =
            String.join(
                    "; ",
                    "default-src 'none'",
                    "script-src 'self'",
                    "style-src 'self'",
                    "img-src 'self' blob: data:",
                    "font-src 'self'",
                    "connect-src 'self'",
                    "form-action 'none'",
                    "base-uri 'none'",
                    "frame-ancestors 'none'",
                    "require-trusted-types-for 'script'");

    private static final String FEATURES =
            "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()";

    /** A file right in the folder: no way leads out of it. */
    private static final Pattern NAME =
            Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,120}\\.([a-z0-9]{2,5})");

    private static final Map<String, String> TYPES =
            Map.of(
                    "html", "text/html; charset=utf-8",
                    "js", "text/javascript; charset=utf-8",
                    "css", "text/css; charset=utf-8",
                    "svg", "image/svg+xml",
                    "png", "image/png",
                    "webp", "image/webp",
                    "woff2", "font/woff2",
                    "json", "application/json");

    private static final byte[] NOT_BUILT =
            """
            Safelight runs, but its console was left out when it was built.

            The console is built with Node.js 20.19 or later and npm. Install both, build again,
            start again. Until then everything can be done on the command line, see
            ./safelight help, and by the API, see docs/http-api.md.
            """
                    .getBytes(StandardCharsets.UTF_8);

    private final String folder;
    private final Map<String, StaticFile> files = new ConcurrentHashMap<>();

    /**
     * @param folder of the class path
     */
    ConsoleFiles(String folder) {
        this.folder = folder;
    }

    private record StaticFile(byte[] bytes, String type, String etag) {}

    /** Asked for anew each time, so that a new version of the console shows. */
    void index(Context ctx) {
        protect(ctx);
        Optional<StaticFile> index = file("/index.html", "html");
        if (index.isPresent()) {
            send(ctx, index.get(), "no-cache");
        } else {
            ctx.contentType("text/plain; charset=utf-8").result(NOT_BUILT);
        }
    }

    void icon(Context ctx) {
        protect(ctx);
        send(ctx, file(ICON, "svg").orElseThrow(Problem::notFound), "no-cache");
    }

    /** The names change with the content. */
    void asset(Context ctx) {
        protect(ctx);
        Matcher name = NAME.matcher(ctx.pathParam("name"));
        if (!name.matches()) {
            throw Problem.notFound();
        }
        send(
                ctx,
                file(ASSETS + name.group(), name.group(1)).orElseThrow(Problem::notFound),
                "public, max-age=31536000, immutable");
    }

    private static void protect(Context ctx) {
        ctx.header("Content-Security-Policy", POLICY)
                .header("Referrer-Policy", "no-referrer")
                .header("Cross-Origin-Opener-Policy", "same-origin")
                .header("Permissions-Policy", FEATURES);
    }

    private static void send(Context ctx, StaticFile file, String cacheControl) {
        ctx.header("Cache-Control", cacheControl).header("ETag", file.etag());
        if (file.etag().equals(ctx.header("If-None-Match"))) {
            ctx.status(304);
        } else {
            ctx.contentType(file.type()).result(file.bytes());
        }
    }

    /** Files are as few as the console has, so each is read once and kept. */
    private Optional<StaticFile> file(String path, String extension) {
        String type = TYPES.get(extension);
        if (type == null) {
            return Optional.empty();
        }
        StaticFile known = files.get(path);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<StaticFile> read =
                bytes(folder + path).map(bytes -> new StaticFile(bytes, type, etag(bytes)));
        read.ifPresent(file -> files.put(path, file));
        return read;
    }

    private static Optional<byte[]> bytes(String resource) {
        try (InputStream in = ConsoleFiles.class.getResourceAsStream(resource)) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String etag(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return "\"" + HexFormat.of().formatHex(digest, 0, 16) + "\"";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
