package io.safelight.endtoend.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.FileChooser;
import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import io.safelight.endtoend.console.Console.House;
import io.safelight.node.demo.Sample;
import java.io.IOException;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Console.class)
class KeyboardTest {
    private static final int MOST_STEPS = 60;

    /** What has the focus, through all shadow roots, by its text or label. */
    private static final String FOCUSED =
            """
            () => {
              let element = document.activeElement;
              const names = [];
              while (element) {
                names.push(element.getAttribute('aria-label') ?? '', element.textContent ?? '');
                element = element.shadowRoot?.activeElement;
              }
              return names.join(' ').replace(/\\s+/g, ' ');
            }
            """;

    /** Whether what has the focus shows it: an outline of its own, or of the part that holds it. */
    private static final String SHOWS_FOCUS =
            """
            () => {
              for (let element = document.activeElement; element; element = element.shadowRoot?.activeElement) {
                const parts = [element, ...(element.shadowRoot?.querySelectorAll('*') ?? []), element.parentElement].filter(Boolean);
                if (parts.some((part) => {
                  const style = getComputedStyle(part);
                  return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
                })) return true;
              }
              return false;
            }
            """;

    @Test
    void signingInSendingAndLookingWorkWithoutAMouse(House house) throws IOException {
        String token = house.newToken();
        Sample photo = Samples.photo(1);
        try (var window = Window.open(house.browser(), house.platform().url(), Window.Look.DARK)) {
            // From the beginning: the browser is told asynchronously that somebody waits for them.
            var choosers = new ArrayList<FileChooser>();
            window.page().onFileChooser(choosers::add);
            Keyboard keyboard = window.page().keyboard();
            assertThat(window.page().getByLabel("Token")).isFocused();
            keyboard.insertText(token);
            keyboard.press("Enter");
            assertThat(window.heading("Send images")).isVisible();

            tabTo(window, "Choose images");
            keyboard.press("Enter");
            window.page().waitForCondition(() -> !choosers.isEmpty());
            choosers.getFirst()
                    .setFiles(
                            new FilePayload(photo.filename(), "image/jpeg", photo.content().get()));
            assertThat(window.upload(photo.filename())).containsText("Completed");
            tabTo(window, photo.filename());
            keyboard.press("Enter");
            assertThat(window.heading(photo.filename())).isVisible();

            tabTo(window, "All metadata");
            keyboard.press("Enter");
            assertThat(window.page().getByText("Exif.").first()).isVisible();
        }
    }

    @Test
    void theFirstStepSkipsTheMenuAndADoorIsChosenByArrow(House house) throws IOException {
        try (var window = house.signedIn(house.newToken()).goTo("/")) {
            window.page().reload();
            assertThat(window.heading("Send images")).isVisible();
            Keyboard keyboard = window.page().keyboard();

            keyboard.press("Tab");
            assertThat(window.link("Skip to the content")).isFocused();
            keyboard.press("Enter");
            tabTo(window, "By API");
            keyboard.press("ArrowRight");

            assertThat(window.page().getByRole(AriaRole.RADIO).nth(1)).isChecked();
            assertThat(window.page().getByText("Kafka: the image goes onto your topic"))
                    .isVisible();
        }
    }

    /** Presses Tab until it is reached; every stop on the way must show that it has the focus. */
    private static void tabTo(Window window, String name) {
        for (int i = 0; i < MOST_STEPS; i++) {
            window.page().keyboard().press("Tab");
            String focused = (String) window.page().evaluate(FOCUSED);
            assertThat(window.page().evaluate(SHOWS_FOCUS))
                    .as("shown: %s", focused)
                    .isEqualTo(true);
            if (focused.contains(name)) {
                return;
            }
        }
        throw new AssertionError("not reached by keyboard: " + name);
    }
}
