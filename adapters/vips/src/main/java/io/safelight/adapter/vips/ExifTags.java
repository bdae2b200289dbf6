package io.safelight.adapter.vips;

import com.drew.lang.Rational;
import com.drew.metadata.Directory;
import com.drew.metadata.StringValue;
import com.drew.metadata.Tag;
import io.safelight.domain.image.Probe;
import java.lang.reflect.Array;
import java.util.Optional;
import java.util.SortedMap;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Tags as text: strings as they are, numbers as numbers, a few numbers with spaces between. Binary
 * ones and those without a name are left out.
 */
final class ExifTags {
    private static final int MAX_NUMBERS = 16;

    private ExifTags() {}

    /** Adds to {@code tags} until it is full. */
    static void add(@Nullable Directory directory, String prefix, SortedMap<String, String> tags) {
        if (directory == null) {
            return;
        }
        for (Tag tag : directory.getTags()) {
            if (tags.size() >= Probe.MAX_EXIF_ENTRIES) {
                return;
            }
            if (tag.hasTagName()) {
                text(directory.getObject(tag.getTagType()))
                        .map(CleanText::of)
                        .filter(text -> !text.isEmpty())
                        .ifPresent(text -> tags.put(prefix + "." + tag.getTagName(), text));
            }
        }
    }

    private static Optional<String> text(@Nullable Object value) {
        return switch (value) {
            case String text -> Optional.of(text);
            case StringValue text -> Optional.of(text.toString());
            case Rational ratio -> Optional.of(number(ratio));
            case Number number -> Optional.of(number.toString());
            case byte[] binary -> Optional.empty();
            case Object array when array.getClass().isArray() -> numbers(array);
            case null, default -> Optional.empty();
        };
    }

    private static Optional<String> numbers(Object array) {
        int length = Array.getLength(array);
        if (length == 0 || length > MAX_NUMBERS) {
            return Optional.empty();
        }
        var joined = new StringJoiner(" ");
        for (int i = 0; i < length; i++) {
            switch (Array.get(array, i)) {
                case Rational ratio -> joined.add(number(ratio));
                case Number number -> joined.add(number.toString());
                case null, default -> {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(joined.toString());
    }

    /** 2.8, and 1/60 where division leaves no short number. */
    private static String number(Rational ratio) {
        return ratio.getDenominator() == 0 ? "" : ratio.toSimpleString(true);
    }
}
