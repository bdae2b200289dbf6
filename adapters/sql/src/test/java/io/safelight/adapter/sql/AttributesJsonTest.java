package io.safelight.adapter.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.safelight.domain.image.Attributes;
import io.safelight.ports.PortException;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"\":\"1\"}", "{\"a\":1.5e7777777777777777}", "{\"a\":[]}", "{\"a\":"})
    void whatNobodyWroteIsCorrupt(String column) {
        assertThatThrownBy(() -> AttributesJson.read(Optional.of(column)))
                .isInstanceOfSatisfying(
                        PortException.class,
                        e -> assertThat(e.kind()).isEqualTo(PortException.Kind.CORRUPT));
    }

    @Test
    void noAttributesTakeNoSpace() {
        assertThat(AttributesJson.write(Attributes.NONE)).isEmpty();
        assertThat(AttributesJson.read(Optional.empty())).isEqualTo(Attributes.NONE);
    }
}
