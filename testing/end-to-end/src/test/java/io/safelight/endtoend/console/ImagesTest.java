package io.safelight.endtoend.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Route;
import io.safelight.endtoend.console.Console.House;
import io.safelight.endtoend.program.Client;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Console.class)
class ImagesTest {

    @Test
    void anEmptyListSaysWhatToDo(House house) throws IOException {
        try (var window = house.signedIn(house.newToken()).goTo("/images")) {
            assertThat(window.heading("No images yet")).isVisible();
            window.link("Send some").click();

            assertThat(window.heading("Send images")).isVisible();
        }
    }

    @Test
    void theListIsFilteredByState(House house) throws IOException {
        String token = house.newToken();
        Client api = house.api(token);
        api.awaitFinal(api.upload("good.jpg", Samples.photo(1).content().get()));
        api.awaitFinal(api.upload("bad.jpg", Samples.infected().content().get()));
        api.awaitFinal(api.upload("cut.jpg", Samples.truncated().content().get()));
        try (var window = house.signedIn(token).goTo("/images")) {
            assertThat(window.page().locator("sl-image-card")).hasCount(3);
            window.shoot("images");

            window.link("Quarantined").click();
            assertThat(window.page().locator("sl-image-card")).hasCount(1);
            assertThat(window.card("bad.jpg")).containsText("The virus scanner found Eicar");
            window.link("Failed").click();
            assertThat(window.card("cut.jpg")).containsText("The file ends before its picture");
            window.link("Waiting").click();

            assertThat(window.heading("No such images")).isVisible();
        }
    }

    @Test
    void newImagesAppearAndChangeByThemselves(House house) throws IOException {
        String token = house.newToken();
        try (var window = house.signedIn(token).goTo("/images")) {
            assertThat(window.heading("No images yet")).isVisible();

            house.api(token).upload("new.jpg", Samples.photo(0).content().get());

            assertThat(window.card("new.jpg")).containsText("Completed");
            assertThat(window.card("new.jpg").locator("img")).isVisible();
        }
    }

    @Test
    void aCutLiveConnectionIsToldAndMended(House house) throws IOException {
        String token = house.newToken();
        try (var window = house.signedIn(token)) {
            window.expect("503 /v1/events");
            window.page()
                    .route(
                            url -> url.contains("/v1/events"),
                            route -> route.fulfill(new Route.FulfillOptions().setStatus(503)));
            window.page().reload();
            assertThat(window.page().getByText("The live connection is cut")).isVisible();
            window.page().unrouteAll();

            assertThat(window.page().getByText("The live connection is cut")).not().isVisible();
            house.api(token).upload("later.jpg", Samples.photo(1).content().get());
            assertThat(window.card("later.jpg")).isVisible();
        }
    }
}
