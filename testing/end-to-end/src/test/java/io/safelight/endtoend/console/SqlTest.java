package io.safelight.endtoend.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import io.safelight.endtoend.console.Console.House;
import io.safelight.endtoend.program.Client;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Console.class)
class SqlTest {

    @Test
    void anExampleIsAnsweredInATableAndAsCsv(House house) throws IOException {
        String token = house.newToken();
        Client api = house.api(token);
        String id = api.upload("asked.jpg", Samples.photo(1).content().get());
        api.awaitFinal(id);
        try (var window = house.signedIn(token).goTo("/sql")) {
            Locator table = window.page().locator("sl-result-table");
            await("in the lake")
                    .atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(500))
                    .pollInSameThread()
                    .until(
                            () -> {
                                window.button("The newest").click();
                                assertThat(window.page().locator(".said")).containsText(" in ");
                                return table.getByText("asked.jpg").isVisible();
                            });
            window.shoot("sql");

            Download download = window.page().waitForDownload(() -> window.button("CSV").click());
            assertThat(download.suggestedFilename()).isEqualTo("safelight.csv");
            assertThat(Files.readString(download.path()))
                    .startsWith("image_id,filename,state")
                    .contains("asked.jpg");
            window.link(id).click();
            assertThat(window.heading("asked.jpg")).isVisible();
        }
    }

    @Test
    void everyExampleIsAllowed(House house) throws IOException {
        try (var window = house.signedIn(house.newToken()).goTo("/sql")) {
            Locator examples =
                    window.page()
                            .getByRole(AriaRole.GROUP)
                            .and(window.page().getByLabel("Example questions"))
                            .getByRole(AriaRole.BUTTON);
            int count = examples.count();

            for (int i = 0; i < count; i++) {
                examples.nth(i).click();
                assertThat(window.page().locator(".said")).containsText(" in ");
            }

            assertThat(count).isGreaterThan(5);
        }
    }

    @Test
    void aRefusedQuestionSaysWhy(House house) throws IOException {
        try (var window = house.signedIn(house.newToken()).goTo("/sql")) {
            window.expect("400 /v1/sql");
            window.page().getByLabel("Your question in SQL").fill("SELECT * FROM secrets");
            window.page().keyboard().press("Control+Enter");

            assertThat(window.page().getByRole(AriaRole.ALERT)).containsText("secrets");
        }
    }
}
