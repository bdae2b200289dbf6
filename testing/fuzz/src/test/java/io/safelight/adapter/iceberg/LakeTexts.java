package io.safelight.adapter.iceberg;

import io.safelight.domain.image.Attributes;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The lake's JSON columns, for tests of other packages. */
public final class LakeTexts {
    private LakeTexts() {}

    public static String attributes(Attributes attributes) {
        return text(ImageJson.attributes(attributes));
    }

    public static String exif(Map<String, String> tags) {
        return text(ImageJson.exif(tags));
    }

    private static String text(Document document) {
        return new String(new DocumentWriter().write(document), StandardCharsets.UTF_8);
    }
}
