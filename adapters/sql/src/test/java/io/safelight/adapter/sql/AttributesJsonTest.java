package io.safelight.adapter.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.safelight.domain.image.Attributes;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AttributesJsonTest {
    @Test
    void whatIsWrittenIsReadAgainToTheLastDigit() {
        var attributes =
                Attributes.of(
                        Map.of(
                                "text", "a\"\\\u0000\n日本",
                                "empty", "",
                                "true", true,
                                "false", false,
                                "cents", new BigDecimal("1.50"),
                                "whole", new BigDecimal("7"),
                                "power", new BigDecimal("1E+3"),
                                "tiny", new BigDecimal("-1E-999999999"),
                                "long", new BigDecimal("9".repeat(8000))));

        assertThat(AttributesJson.read(AttributesJson.write(attributes))).isEqualTo(attributes);
    }

    @Test
    void noAttributesTakeNoSpace() {
        assertThat(AttributesJson.write(Attributes.NONE)).isEmpty();
        assertThat(AttributesJson.read(Optional.empty())).isEqualTo(Attributes.NONE);
    }
}
