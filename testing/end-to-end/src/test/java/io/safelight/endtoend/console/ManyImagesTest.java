package io.safelight.endtoend.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.safelight.endtoend.console.Console.House;
import io.safelight.endtoend.program.Client;
import io.safelight.endtoend.program.PlatformProcess;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two thousand images. Their scanner looks for signatures that may not be there: they may wait. */
@ExtendWith(Console.class)
class ManyImagesTest {
    private static final int IMAGES = 2_000;
    private static final int PAGE = 48;
    private static final int AT_ONCE = 32;
    private static final int MOST_ELEMENTS = 4_000;

    private static final String ELEMENTS =
            """
            () => {
              const inside = (root) => [...root.querySelectorAll('*')].reduce((sum, element) =>
                sum + 1 + (element.shadowRoot ? inside(element.shadowRoot) : 0), 0);
              return inside(document);
            }
            """;

    @Test
    void aListOfThousandsIsTurnedLikeOneOfTen(House house) throws Exception {
        try (var platform =
                PlatformProcess.started(Console.folder(), "--set", "scan.signatures=official")) {
            fill(platform);
            try (var window =
                    Window.open(house.browser(), platform.url(), Window.Look.DARK)
                            .signIn(platform.administratorToken())
                            .goTo("/images")) {
                Locator cards = window.page().locator("sl-image-card");
                assertThat(cards).hasCount(PAGE);
                String newest = cards.first().innerText();

                for (int page = 2; page <= 6; page++) {
                    assertTurns(window, "Older", page);
                }
                assertThat((Integer) window.page().evaluate(ELEMENTS)).isLessThan(MOST_ELEMENTS);
                window.shoot("images-many");
                for (int page = 5; page >= 1; page--) {
                    assertTurns(window, "Newer", page);
                }

                assertThat(cards.first().innerText()).isEqualTo(newest);
            }
        }
    }

    private static void assertTurns(Window window, String button, int page) {
        window.button(button).click();
        assertThat(
                        window.page()
                                .getByText(
                                        "Page " + page, new Page.GetByTextOptions().setExact(true)))
                .isVisible();
        assertThat(window.page().locator("sl-image-card")).hasCount(PAGE);
    }

    private static void fill(PlatformProcess platform) throws Exception {
        byte[] picture = smallPicture();
        Client api = platform.administrator();
        var places = new Semaphore(AT_ONCE);
        var failures = new AtomicInteger();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < IMAGES; i++) {
                int number = i;
                places.acquire();
                threads.execute(
                        () -> {
                            try {
                                api.upload("n-" + number + ".jpg", numbered(picture, number));
                            } catch (IOException | AssertionError e) {
                                failures.incrementAndGet();
                            } finally {
                                places.release();
                            }
                        });
            }
        }
        assertThat(failures).hasValue(0);
    }

    /** Another file each: the number is its comment. */
    private static byte[] numbered(byte[] picture, int number) {
        return ByteBuffer.allocate(picture.length + 8)
                .put(picture, 0, 2)
                .put((byte) 0xFF)
                .put((byte) 0xFE)
                .putShort((short) 6)
                .putInt(number)
                .put(picture, 2, picture.length - 2)
                .array();
    }

    private static byte[] smallPicture() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new MemoryCacheImageOutputStream(bytes)) {
            ImageIO.write(new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB), "jpeg", out);
        }
        return bytes.toByteArray();
    }
}
