package io.safelight.endtoend.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import io.safelight.endtoend.console.Console.House;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Console.class)
class RecordTest {

    @Test
    void aCompletedImageTellsItsWholeWay(House house) throws IOException {
        String token = house.newToken();
        String id = house.api(token).upload("lisbon-01.jpg", Samples.photo(0).content().get());
        house.api(token).awaitFinal(id);
        try (var window = house.signedIn(token).goTo("/images/" + id)) {
            Locator way = window.page().locator("sl-image-way");

            assertThat(way).containsText("through the API (HTTP), from tester of tenant-");
            assertThat(way).containsText("waited");
            assertThat(way).containsText("Taken up by a worker");
            assertThat(way).containsText("Scanned: clean");
            assertThat(way).containsText("ClamAV");
            assertThat(way).containsText("renditions 1");
            assertThat(way).containsText("after it came");
            assertThat(window.page().locator("sl-image-facts")).containsText("megapixels");
            window.page().waitForFunction(PREVIEW_IS_THERE);
            window.shoot("record-completed");
        }
    }

    @Test
    void thePreviewKeepsItsShapeWhereRoomIsShort(House house) throws IOException {
        String token = house.newToken();
        String id = house.api(token).upload("wide.jpg", Samples.photo(0).content().get());
        house.api(token).awaitFinal(id);
        try (var window = house.signedIn(token, Window.Look.DARK_PHONE).goTo("/images/" + id)) {
            window.page().waitForFunction(PREVIEW_IS_THERE);

            var stretched =
                    (Number)
                            window.page()
                                    .getByAltText("Preview of wide.jpg")
                                    .evaluate(
                                            "image => (image.clientWidth / image.clientHeight) /"
                                                + " (image.naturalWidth / image.naturalHeight)");
            assertThat(stretched.doubleValue()).isBetween(0.98, 1.02);
        }
    }

    @Test
    void theCountdownRuns(House house) throws IOException {
        String token = house.newToken();
        String id = house.api(token).upload("beach.jpg", Samples.photo(1).content().get());
        try (var window = house.signedIn(token).goTo("/images/" + id)) {
            Locator left = window.page().getByRole(AriaRole.TIMER);
            assertThat(left).containsText("6 d 23 h");
            String before = left.innerText();

            assertThat(left).not().hasText(before);
        }
    }

    @Test
    void anImageThatIsLookedAtChangesItsStateByItself(House house) throws IOException {
        String token = house.newToken();
        try (var window = house.signedIn(token)) {
            String id = house.api(token).upload("live.jpg", Samples.photo(0).content().get());
            window.goTo("/images/" + id);

            assertThat(window.page().locator("h1 + sl-state-badge")).containsText("Completed");
            assertThat(window.page().locator("sl-image-way")).containsText("Taken up by a worker");
            window.page().waitForFunction(PREVIEW_IS_THERE);
        }
    }

    @Test
    void anImageInQuarantineSaysWhyAndOffersNoBytes(House house) throws IOException {
        String token = house.newToken();
        String id = house.api(token).upload("bad.jpg", Samples.infected().content().get());
        house.api(token).awaitFinal(id);
        try (var window = house.signedIn(token).goTo("/images/" + id)) {
            assertThat(window.page().locator(".reason"))
                    .containsText("Quarantined: The virus scanner found Eicar");
            assertThat(window.page().locator(".reason")).containsText("signatures");
            assertThat(window.page().locator("sl-image-view a[download]")).hasCount(0);
            assertThat(window.page().getByText("Original,")).hasCount(0);
            window.shoot("record-quarantined");
        }
    }

    @Test
    void aFailedImageSaysWhy(House house) throws IOException {
        String token = house.newToken();
        String id = house.api(token).upload("cut.jpg", Samples.truncated().content().get());
        house.api(token).awaitFinal(id);
        try (var window = house.signedIn(token).goTo("/images/" + id)) {
            assertThat(window.page().locator(".reason"))
                    .containsText("Failed: The file ends before its picture does");
            assertThat(window.button("Run again")).hasCount(0);
            window.shoot("record-failed");
        }
    }

    @Test
    void anAdministratorRunsAFailedImageAgain(House house) throws IOException {
        String token = house.platform().administratorToken();
        String id = house.api(token).upload("cut.jpg", Samples.truncated().content().get());
        house.api(token).awaitFinal(id);
        try (var window = house.signedIn(token).goTo("/images/" + id)) {
            window.button("Run again").click();

            assertThat(window.page().locator("sl-image-way")).containsText("taken up 2 times");
            assertThat(window.page().locator("h1 + sl-state-badge")).containsText("Failed");
        }
    }

    @Test
    void theOriginalIsDownloadedAsItWasSent(House house) throws IOException {
        String token = house.newToken();
        byte[] sent = Samples.photo(3).content().get();
        String id = house.api(token).upload("original.jpg", sent);
        house.api(token).awaitFinal(id);
        try (var window = house.signedIn(token).goTo("/images/" + id)) {
            Download download =
                    window.page()
                            .waitForDownload(() -> window.page().getByText("Original,").click());

            assertThat(download.suggestedFilename()).isEqualTo("original.jpg");
            assertThat(Files.readAllBytes(download.path())).isEqualTo(sent);
        }
    }

    @Test
    void anImageOfOthersIsNotShown(House house) throws IOException {
        String id =
                house.api(house.newToken()).upload("theirs.jpg", Samples.photo(1).content().get());
        try (var window = house.signedIn(house.newToken())) {
            window.expect("404 /v1/images/" + id).goTo("/images/" + id);

            assertThat(window.heading("This image cannot be shown")).isVisible();
        }
    }

    /** Looked for through the open shadow roots. */
    private static final String PREVIEW_IS_THERE =
            """
            () => {
              const inside = (root) => [...root.querySelectorAll('*')].flatMap((element) =>
                [element, ...(element.shadowRoot ? inside(element.shadowRoot) : [])]);
              return inside(document).some((element) =>
                element instanceof HTMLImageElement && element.alt.startsWith('Preview of') && element.naturalWidth > 300);
            }
            """;
}
