package io.safelight.endtoend.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.safelight.endtoend.console.Console.House;
import io.safelight.endtoend.program.Client;
import io.safelight.endtoend.program.Crowd;
import io.safelight.endtoend.program.Pictures;
import io.safelight.endtoend.program.PlatformProcess;
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
        Client client = platform.administrator();
        byte[] picture = Pictures.png(64, 48);
        assertThat(
                        Crowd.act(
                                IMAGES,
                                AT_ONCE,
                                number -> client.upload("n-" + number + ".png", picture)))
                .isEmpty();
    }
}
