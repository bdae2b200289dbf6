package io.safelight.ingress.http;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The header of RFC 6266, as far as file names go. */
final class ContentDisposition {
    private static final Pattern EXTENDED =
            Pattern.compile("(?i)(?:^|[;\\s])filename\\*\\s*=\\s*UTF-8''([^;\\s]{1,2000})");
    private static final Pattern QUOTED =
            Pattern.compile("(?i)(?:^|[;\\s])filename\\s*=\\s*\"((?:[^\"\\\\]|\\\\.){1,1000})\"");
    private static final Pattern PLAIN =
            Pattern.compile("(?i)(?:^|[;\\s])filename\\s*=\\s*([^;\\s\"]{1,1000})");

    private ContentDisposition() {}

    /** The name as it was sent; whoever stores it makes it harmless. */
    static Optional<String> filename(String header) {
        Matcher extended = EXTENDED.matcher(header);
        if (extended.find()) {
            try {
                return Optional.of(
                        URLDecoder.decode(
                                extended.group(1).replace("+", "%2B"), StandardCharsets.UTF_8));
            } catch (IllegalArgumentException e) {
                throw Problem.malformed("The filename of Content-Disposition is not well encoded.");
            }
        }
        Matcher quoted = QUOTED.matcher(header);
        if (quoted.find()) {
            return Optional.of(quoted.group(1).replaceAll("\\\\(.)", "$1"));
        }
        Matcher plain = PLAIN.matcher(header);
        return plain.find() ? Optional.of(plain.group(1)) : Optional.empty();
    }

    /** Never shown inline: an image may be what a browser should not open in our name. */
    static String attachment(String filename) {
        String ascii = filename.replaceAll("[^A-Za-z0-9._ -]", "_");
        String encoded = URLEncoder.encode(filename, StandardCharsets.UTF_8).replace("+", "%20");
        return "attachment; filename=\"" + ascii + "\"; filename*=UTF-8''" + encoded;
    }
}
