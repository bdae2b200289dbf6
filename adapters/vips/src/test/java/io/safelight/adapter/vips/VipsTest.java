package io.safelight.adapter.vips;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VipsTest {

    @Test
    void aMissingLibraryIsToldWithWhatToDo(@TempDir Path folder) throws IOException {
        Path junk = Files.writeString(folder.resolve("libvips.so"), "no library");

        for (Path path : new Path[] {folder.resolve("nothing.so"), junk}) {
            assertThatThrownBy(() -> Vips.open(Optional.of(path)))
                    .isInstanceOf(VipsException.class)
                    .hasMessageContaining("apt-get install libvips42")
                    .hasMessageContaining("safelight.vips.library");
        }
    }

    @Test
    void loadersOfOtherFormatsNeverRun() {
        byte[] svg =
                "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"
                        .getBytes(StandardCharsets.US_ASCII);

        for (String loader : new String[] {"svgload_buffer", "pdfload_buffer"}) {
            assertThatThrownBy(() -> load(loader, svg)).isInstanceOf(VipsException.class);
        }
    }

    @Test
    void failuresLeaveNothingForTheNext() {
        assertThatThrownBy(() -> Pictures.VIPS.operation("no-such-thing"))
                .hasMessageContaining("no-such-thing");
        assertThatThrownBy(() -> load("pngload_buffer", new byte[100]))
                .isInstanceOf(VipsException.class)
                .hasMessageNotContaining("no-such-thing");
    }

    @ParameterizedTest
    @CsvSource({"max-pixels, 0", "max-pixels, -1", "max-decoder-bytes, 0", "max-pixels, many"})
    void settingsOutOfRangeAreToldByName(String name, String value) {
        var properties = new Properties();
        properties.setProperty("safelight.vips." + name, value);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> VipsSettings.of(properties))
                .withMessageContaining(name);
    }

    @Test
    void profilesThatAreNoneAreNotSrgb() {
        var random = new Random(5);
        for (int i = 0; i < 2000; i++) {
            byte[] junk = new byte[random.nextInt(400)];
            random.nextBytes(junk);
            if (junk.length > 132 && i % 2 == 0) {
                System.arraycopy(
                        new byte[] {0, 0, 0, 1, 'd', 'e', 's', 'c', 0, 0}, 0, junk, 128, 4);
            }

            assertThat(SrgbProfile.isSrgb(junk)).isFalse();
        }
    }

    private static void load(String loader, byte[] bytes) {
        try (Arena arena = Arena.ofConfined();
                VipsOperation load = Pictures.VIPS.operation(loader);
                VipsImage image = load.in(Pictures.segment(arena, bytes)).image()) {
            image.pixels();
        }
    }
}
