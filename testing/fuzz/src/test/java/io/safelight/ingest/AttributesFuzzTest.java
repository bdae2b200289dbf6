package io.safelight.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.safelight.adapter.iceberg.LakeTexts;
import io.safelight.adapter.sql.LedgerColumns;
import io.safelight.domain.image.Attributes;
import io.safelight.fuzz.Trial;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Attributes, from the sender's JSON through the ledger to the lake. */
class AttributesFuzzTest {
    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    static Stream<String> seeds() {
        return Stream.of(
                "",
                "{}",
                "{\"album\":\"holiday\",\"rating\":5,\"shared\":false}",
                "{\"n\":-0.0,\"m\":1e400,\"k\":1E-7,\"zero\":0e9}",
                "{\"\\u0041\":\"\\ud83d\\ude00 \\\\ \\\" \\u2028\"}",
                "{\"a\":1,\"a\":2}",
                "{\"a\":{\"b\":[]}} {}",
                "{\"a\":null}",
                "{\"half\":\"\\ud83d\"}",
                "{\"a\":123456789012345678901234567890.123456789}");
    }

    @MethodSource("seeds")
    @FuzzTest
    void attributesAreRefusedOrKeptToTheLastDigit(@NotNull String json) {
        Trial.run(() -> check(json), json);
    }

    private static void check(String json) throws Exception {
        Attributes read;
        try {
            read = AttributesJson.parse(json);
        } catch (Malformed e) {
            assertThat(e.why().code()).isEqualTo("malformed-attributes");
            return;
        }
        assertThat(json.getBytes(StandardCharsets.UTF_8).length)
                .isLessThanOrEqualTo(Attributes.MAX_JSON_BYTES);
        assertThat(LedgerColumns.throughTheLedger(read)).isEqualTo(read);
        sameInTheLake(read);
    }

    private static void sameInTheLake(Attributes read) throws Exception {
        JsonNode lake = JSON.readTree(LakeTexts.attributes(read));
        assertThat(lake.size()).isEqualTo(read.values().size());
        read.values()
                .forEach(
                        (name, value) -> {
                            JsonNode there = lake.path(name);
                            switch (value) {
                                case String text -> assertThat(there.textValue()).isEqualTo(text);
                                case BigDecimal number ->
                                        assertThat(there.decimalValue())
                                                .isEqualByComparingTo(number);
                                default -> assertThat(there.booleanValue()).isEqualTo(value);
                            }
                        });
    }
}
