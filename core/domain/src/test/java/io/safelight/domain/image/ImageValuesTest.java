package io.safelight.domain.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageValuesTest {

    @Test
    void attributesAreSortedAndKeepWhatTheyWereGiven() {
        var given =
                new HashMap<String, Object>(Map.of("b", true, "a", "text", "c", BigDecimal.TEN));
        Attributes attributes = Attributes.of(given);
        given.put("d", "later");

        assertThat(attributes.values())
                .containsExactly(
                        Map.entry("a", "text"),
                        Map.entry("b", true),
                        Map.entry("c", BigDecimal.TEN));
        assertThat(attributes).isEqualTo(Attributes.of(new TreeMap<>(attributes.values())));
        assertThatThrownBy(() -> attributes.values().put("e", "x"))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void attributesAreFlatFewAndHaveNames() {
        for (Object value : List.of(1, 1.5, List.of(), Map.of(), 'c')) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Attributes.of(Map.of("a", value)));
        }
        String longest = "n".repeat(Attributes.MAX_NAME_CHARS);
        assertThat(Attributes.of(Map.of(longest, "")).values()).hasSize(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Attributes.of(Map.of(longest + "n", "")));
        assertThatIllegalArgumentException().isThrownBy(() -> Attributes.of(Map.of("", "")));
        assertThat(Attributes.of(many(Attributes.MAX_ENTRIES)).values()).hasSize(100);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Attributes.of(many(Attributes.MAX_ENTRIES + 1)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a", "beach.jpg", "Strand 1 (neu).jpg", "写真.jpg", "..", "a\"b", "'; DROP"})
    void aFilenameIsAnyPlainText(String name) {
        assertThat(new Description(Optional.of(name), Attributes.NONE).filename()).contains(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a/b",
                "a\\b",
                "../a",
                "a\u0000",
                "a\nb",
                "a\u001b[2J",
                "a\u007f",
                "a\u0085"
            })
    void aFilenameLeadsNowhereAndSteersNoTerminal(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Description(Optional.of(name), Attributes.NONE));
    }

    @Test
    void aFilenameHasALimit() {
        String longest = "n".repeat(Description.MAX_FILENAME_CHARS);

        assertThat(new Description(Optional.of(longest), Attributes.NONE).filename()).isPresent();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Description(Optional.of(longest + "n"), Attributes.NONE));
    }

    @Test
    void pixelsOfAHostileHeaderSaturate() {
        int max = Integer.MAX_VALUE;

        assertThat(new Dimensions(4000, 3000, 2).pixels()).isEqualTo(24_000_000);
        assertThat(new Dimensions(max, max, 1).pixels()).isEqualTo((long) max * max);
        assertThat(new Dimensions(max, max, 2).pixels()).isEqualTo(2L * max * max);
        assertThat(new Dimensions(max, max, 3).pixels()).isEqualTo(Long.MAX_VALUE);
        assertThat(new Dimensions(max, max, max).pixels()).isEqualTo(Long.MAX_VALUE);
    }

    @ParameterizedTest
    @CsvSource({"0,1,1", "1,0,1", "1,1,0", "-1,-1,1", "1,-2147483648,1"})
    void aPictureHasPixels(int width, int height, int pages) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Dimensions(width, height, pages));
    }

    @Test
    void aLongCauseIsCutBetweenCharacters() {
        String camera = "\ud83d\udcf7";

        Cause cut = new Cause("truncated", "x".repeat(499) + camera);
        Cause whole = new Cause("truncated", "x".repeat(498) + camera + "more");

        assertThat(cut.text()).isEqualTo("x".repeat(499));
        assertThat(whole.text()).isEqualTo("x".repeat(498) + camera);
        assertThat(UTF_8.newEncoder().canEncode(cut.text())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Upper", "two words", "-a", "a-", "a--b", "ä"})
    void aCauseHasAStableCode(String code) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Cause(code, "text"));
    }

    @Test
    void aCausesCodeHasALimit() {
        assertThat(new Cause("c".repeat(64), "").code()).hasSize(64);
        assertThatIllegalArgumentException().isThrownBy(() -> new Cause("c".repeat(65), ""));
    }

    @Test
    void aDigestIsItsBytesInLowerCase() {
        byte[] bytes = new byte[32];
        bytes[0] = (byte) 0xab;

        assertThat(Sha256.of(bytes).hex()).isEqualTo("ab" + "0".repeat(62));
        assertThat(Sha256.of(bytes).bytes()).isEqualTo(bytes);
        assertThatIllegalArgumentException().isThrownBy(() -> new Sha256("AB" + "0".repeat(62)));
        assertThatIllegalArgumentException().isThrownBy(() -> Sha256.of(new byte[31]));
        assertThatIllegalArgumentException().isThrownBy(() -> new Sha256("0".repeat(64) + "\n"));
    }

    @ParameterizedTest
    @CsvSource({"90.1,0", "-90.1,0", "0,180.1", "0,-180.1", "NaN,0", "0,NaN", "Infinity,0"})
    void aLocationIsOnEarth(double latitude, double longitude) {
        assertThat(new Location(-90, 180).latitude()).isEqualTo(-90);
        assertThatIllegalArgumentException().isThrownBy(() -> new Location(latitude, longitude));
    }

    @Test
    void anObjectReferenceHasALimit() {
        assertThat(new ObjectRef("o".repeat(512))).hasToString("o".repeat(512));
        assertThatIllegalArgumentException().isThrownBy(() -> new ObjectRef("o".repeat(513)));
        assertThatIllegalArgumentException().isThrownBy(() -> new ObjectRef(""));
    }

    private static Map<String, Object> many(int count) {
        var values = new TreeMap<String, Object>();
        for (int i = 0; i < count; i++) {
            values.put("name" + i, true);
        }
        return values;
    }
}
