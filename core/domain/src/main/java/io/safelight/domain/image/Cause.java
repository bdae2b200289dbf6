package io.safelight.domain.image;

import java.util.regex.Pattern;

/**
 * Why something did not succeed.
 *
 * @param code stable, for programs: lower-case words joined by hyphens
 * @param text for people; safe to show to the sender, at most 500 characters
 */
public record Cause(String code, String text) {
    private static final Pattern CODE = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final int MAX_TEXT_CHARS = 500;

    public Cause {
        if (!CODE.matcher(code).matches() || code.length() > 64) {
            throw new IllegalArgumentException("not a cause's code: " + code);
        }
        text = shortened(text);
    }

    /** Never cuts a character in two: half a surrogate pair has no JSON form. */
    private static String shortened(String text) {
        if (text.length() <= MAX_TEXT_CHARS) {
            return text;
        }
        boolean splits = Character.isHighSurrogate(text.charAt(MAX_TEXT_CHARS - 1));
        return text.substring(0, splits ? MAX_TEXT_CHARS - 1 : MAX_TEXT_CHARS);
    }
}
