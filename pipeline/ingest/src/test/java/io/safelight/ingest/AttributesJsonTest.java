package io.safelight.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.safelight.domain.image.Attributes;
import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttributesJsonTest {

    @Test
    void textsNumbersAndBooleansAreTaken() throws Malformed {
        var attributes =
                AttributesJson.parse(
                        "{\"project\":\"Ø😀\",\"shots\":12,\"ratio\":1.50,\"raw\":false}");

        assertThat(attributes)
                .isEqualTo(
                        Attributes.of(
                                Map.of(
                                        "project",
                                        "Ø😀",
                                        "shots",
                                        new BigDecimal("12"),
                                        "ratio",
                                        new BigDecimal("1.50"),
                                        "raw",
                                        false)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "{",
                "{\"a\":{}}",
                "{\"a\":[1]}",
                "{\"a\":null}",
                "{\"a\":1}x",
                "{\"a\":1,\"a\":2}",
                "{\"\":1}",
                "{\"a\":1e999999999}",
                "{\"a\":NaN}",
                "{\"a\":\"\\ud800\"}",
                "{\"a\":\"\\u0000\"}",
                "{a:1}"
            })
    void everythingElseIsRefused(String json) {
        assertThatThrownBy(() -> AttributesJson.parse(json)).isInstanceOf(Malformed.class);
    }

    @Test
    void depthSizeAndCountAreBounded() {
        String deep = "{\"a\":" + "[".repeat(100_000);
        String large = "{\"a\":\"" + "x".repeat(9_000) + "\"}";
        var many = new StringBuilder("{\"a0\":1");
        for (int i = 1; i <= 100; i++) {
            many.append(",\"a").append(i).append("\":1");
        }

        assertThatThrownBy(() -> AttributesJson.parse(deep)).isInstanceOf(Malformed.class);
        assertThatThrownBy(() -> AttributesJson.parse(large)).isInstanceOf(Malformed.class);
        assertThatThrownBy(() -> AttributesJson.parse(many + "}")).isInstanceOf(Malformed.class);
    }
}
