package io.safelight.ingress.http;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The header of RFC 6266, as far as file names go. */
final class ContentDisposition {
    private static final String TOKEN = "[A-Za-z0-9!#$%&'*+.^_`|~-]+";

    /** Some senders leave it out. */
    private static final Pattern TYPE = Pattern.compile("\\s*" + TOKEN + "\\s*(?=;|$)");

    /** Quoted text in possessive steps, so that no header makes the matcher go back or deep. */
    private static final Pattern PARAMETER =
            Pattern.compile(
                    "(?:\\s*;)++\\s*(?<name>"
                            + TOKEN
                            + ")\\s*=\\s*(?:\"(?<quoted>[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+){0,500}+)\""
                            + "|(?<plain>[^\\s\";]++))\\s*");

    /** RFC 8187: a charset, perhaps a language, and percent-encoded bytes. */
    private static final Pattern EXTENDED = Pattern.compile("(?i)UTF-8'[A-Za-z0-9-]*'(.*)");

    private ContentDisposition() {}

    /** The name as it was sent; whoever stores it makes it harmless. */
    static Optional<String> filename(String header) {
        Map<String, String> parameters = parameters(header);
        Optional<String> extended = Optional.ofNullable(parameters.get("filename*"));
        return extended.isPresent()
                ? extended.map(ContentDisposition::decoded)
                : Optional.ofNullable(parameters.get("filename"));
    }

    private static Map<String, String> parameters(String header) {
        var parameters = new TreeMap<String, String>();
        Matcher type = TYPE.matcher(header);
        String rest = type.lookingAt() ? header.substring(type.end()) : ";" + header;
        Matcher parameter = PARAMETER.matcher(rest);
        int at = 0;
        while (parameter.region(at, rest.length()).lookingAt()) {
            String name = parameter.group("name").toLowerCase(Locale.ROOT);
            String quoted = parameter.group("quoted");
            String value =
                    quoted == null ? parameter.group("plain") : quoted.replaceAll("\\\\(.)", "$1");
            if (parameters.putIfAbsent(name, value) != null) {
                throw malformed();
            }
            at = parameter.end();
        }
        if (!rest.substring(at).matches("[\\s;]*")) {
            throw malformed();
        }
        return parameters;
    }

    private static String decoded(String value) {
        Matcher extended = EXTENDED.matcher(value);
        if (!extended.matches()) {
            throw malformed();
        }
        try {
            String encoded = extended.group(1).replace("+", "%2B");
            return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw malformed();
        }
    }

    private static Problem malformed() {
        return Problem.malformed(
                "Content-Disposition is not well formed. It looks like attachment;"
                        + " filename=\"a.jpg\" or attachment; filename*=UTF-8''caf%C3%A9.jpg.");
    }

    /** Never shown inline: an image may be what a browser should not open in our name. */
    static String attachment(String filename) {
        String ascii = filename.replaceAll("[^A-Za-z0-9._ -]", "_");
        String encoded = URLEncoder.encode(filename, StandardCharsets.UTF_8).replace("+", "%20");
        return "attachment; filename=\"" + ascii + "\"; filename*=UTF-8''" + encoded;
    }
}
