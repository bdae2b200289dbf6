package io.safelight.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.safelight.domain.image.Attributes;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
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

    @ParameterizedTest
    @MethodSource("deep")
    void depthIsBoundedBelowTheLimitOfSize(String json) {
        assertThat(json.length()).isLessThan(Attributes.MAX_JSON_BYTES);

        assertThatThrownBy(() -> AttributesJson.parse(json))
                .isInstanceOf(Malformed.class)
                .hasMessageNotContaining("bytes");
    }

    static List<String> deep() {
        return List.of(
                "{\"a\":" + "[".repeat(4_000),
                "{\"a\":".repeat(1_300),
                "{\"a\":" + "[".repeat(4_000) + "]".repeat(4_000) + "}",
                "{\"a\":".repeat(1_000) + "1" + "}".repeat(1_000),
                "[".repeat(8_000));
    }

    @Test
    void sizeAndCountAreBounded() {
        String large = "{\"a\":\"" + "x".repeat(9_000) + "\"}";
        var many = new StringBuilder("{\"a0\":1");
        for (int i = 1; i <= 100; i++) {
            many.append(",\"a").append(i).append("\":1");
        }

        assertThatThrownBy(() -> AttributesJson.parse(large)).isInstanceOf(Malformed.class);
        assertThatThrownBy(() -> AttributesJson.parse(many + "}")).isInstanceOf(Malformed.class);
    }
}
