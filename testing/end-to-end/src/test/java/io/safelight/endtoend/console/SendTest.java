package io.safelight.endtoend.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import io.safelight.endtoend.console.Console.House;
import io.safelight.node.demo.Sample;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Console.class)
class SendTest {
    private static final String FLOW =
            """
            {"doors": {"http": {"receivedLastMinute": 0}, "kafka": {"receivedLastMinute": 0}},
             "waiting": 73, "working": 21, "notYetInLake": 0, "oldestWaitingSeconds": 0,
             "doneLastMinute": {"completed": 0, "quarantined": 0, "failed": 0}}
            """;

    @Test
    void imagesSentByTheApiCompleteAndShowTheirThumbnails(House house) throws IOException {
        try (var window = house.signedIn(house.newToken())) {
            window.choose(Samples.photos(4)).shoot("send-begun");

            for (Sample photo : Samples.photos(4)) {
                assertThat(window.upload(photo.filename())).containsText("Completed");
                awaitThumbnail(window, photo);
            }
            assertThat(window.page().locator("sl-flow-picture svg"))
                    .hasAttribute("aria-label", Pattern.compile(".*4 completed.*"));
            window.shoot("send-done");
        }
    }

    @Test
    void imagesSentByTheStreamCompleteAndShowTheirThumbnails(House house) throws IOException {
        String token = house.newToken();
        try (var window = house.signedIn(token)) {
            byStream(window);
            window.choose(Samples.photos(2));

            for (Sample photo : Samples.photos(2)) {
                assertThat(window.upload(photo.filename())).containsText("Completed");
                awaitThumbnail(window, photo);
            }
        }
        for (JsonNode line : house.api(token).images()) {
            JsonNode image = house.api(token).image(line.path("id").asText());
            assertThat(image.path("source").asText()).isEqualTo("kafka");
        }
    }

    @Test
    void whatDoesNotGetThroughSaysWhy(House house) throws IOException {
        try (var window = house.signedIn(house.newToken())) {
            window.expect("415 /v1/images");
            window.choose(Samples.infected(), Samples.truncated(), Samples.notAnImage());

            assertThat(window.upload("eicar-inside.jpg")).containsText("Quarantined");
            assertThat(window.upload("eicar-inside.jpg"))
                    .containsText("The virus scanner found Eicar");
            assertThat(window.upload("truncated.jpg")).containsText("Failed");
            assertThat(window.upload("truncated.jpg"))
                    .containsText("The file ends before its picture does");
            assertThat(window.upload("not-an-image.jpg"))
                    .containsText("Not an image of the seven formats");
            assertThat(window.button("Retry not-an-image.jpg")).not().isVisible();
            window.shoot("send-troubles");
        }
    }

    @Test
    void attributesGoWithTheImages(House house) throws IOException {
        String token = house.newToken();
        try (var window = house.signedIn(token)) {
            window.page()
                    .getByText("Attributes", new Page.GetByTextOptions().setExact(false))
                    .first()
                    .click();
            attribute(window, 1, "Ort", "Köln \"Süd\" 🖼");
            attribute(window, 2, "shift", "2");
            window.choose(Samples.photo(0));

            assertThat(window.upload(Samples.photo(0).filename())).containsText("Completed");
        }
        JsonNode images = house.api(token).images();
        JsonNode image = house.api(token).image(images.path(0).path("id").asText());
        assertThat(image.path("attributes").path("Ort").asText()).isEqualTo("Köln \"Süd\" 🖼");
        assertThat(image.path("attributes").path("shift").isNumber()).isTrue();
    }

    @Test
    void aBusyPlatformAndACutConnectionAreTriedAgain(House house) throws IOException {
        var tries = new AtomicInteger();
        try (var window = house.signedIn(house.newToken())) {
            window.expect("503 /v1/images");
            window.page()
                    .route(
                            url -> url.endsWith("/v1/images"),
                            route -> {
                                switch (tries.getAndIncrement()) {
                                    case 0 -> route.fulfill(unavailable("too-many-uploads"));
                                    case 1 -> route.abort("connectionreset");
                                    default -> route.resume();
                                }
                            });
            window.choose(Samples.photo(1));

            assertThat(window.upload(Samples.photo(1).filename())).containsText("Completed");
        }
        assertThat(tries).hasValue(3);
    }

    @Test
    void whatTheStreamMayHaveTakenIsNotSentTwiceUnasked(House house) throws IOException {
        String name = Samples.photo(3).filename();
        var tries = new AtomicInteger();
        try (var window = house.signedIn(house.newToken())) {
            window.expect("503 /v1/stream/images");
            window.page()
                    .route(
                            url -> url.endsWith("/v1/stream/images"),
                            route -> {
                                tries.incrementAndGet();
                                route.fulfill(unavailable("stream-unavailable"));
                            });
            byStream(window);
            window.choose(Samples.photo(3));

            assertThat(window.upload(name)).containsText("taken once or not at all");
            assertThat(window.button("Retry " + name)).isVisible();
        }
        assertThat(tries).hasValue(1);
    }

    @Test
    void whatWaitsAndWhatIsInWorkIsDrawn(House house) throws IOException {
        try (var window = house.signedIn(house.newToken())) {
            window.page()
                    .route(
                            url -> url.endsWith("/v1/flow"),
                            route ->
                                    route.fulfill(
                                            new Route.FulfillOptions()
                                                    .setContentType("application/json")
                                                    .setBody(FLOW)));

            Locator stations = window.page().locator("sl-flow-picture svg > g");
            assertThat(station(stations, "waiting")).containsText("73");
            assertThat(station(stations, "in work")).containsText("21");
        }
    }

    @Test
    void aCancelledFileIsNotSentUntilItIsRetried(House house) throws IOException {
        String name = Samples.photo(2).filename();
        try (var window = house.signedIn(house.newToken())) {
            // Nobody answers: the upload hangs until it is cancelled.
            window.page().route(url -> url.endsWith("/v1/images"), _ -> {});
            window.choose(Samples.photo(2));
            assertThat(window.upload(name).locator("wa-progress-bar")).isVisible();
            window.button("Cancel " + name).click();
            assertThat(window.upload(name)).containsText("Cancelled");
            window.page().unrouteAll();

            window.button("Retry " + name).click();

            assertThat(window.upload(name)).containsText("Completed");
        }
    }

    private static void awaitThumbnail(Window window, Sample photo) {
        window.page()
                .waitForCondition(
                        () ->
                                window.upload(photo.filename())
                                                        .locator("img")
                                                        .evaluate("image => image.naturalWidth")
                                                instanceof Integer width
                                        && width > 0);
    }

    private static void attribute(Window window, int number, String name, String value) {
        window.button("Add an attribute").click();
        window.page().getByLabel("Name of attribute " + number).fill(name);
        window.page().getByLabel("Value of attribute " + number).fill(value);
    }

    private static void byStream(Window window) {
        window.page().getByText("By stream", new Page.GetByTextOptions().setExact(true)).click();
    }

    private static Locator station(Locator stations, String label) {
        return stations.filter(new Locator.FilterOptions().setHasText(label));
    }

    private static Route.FulfillOptions unavailable(String code) {
        return new Route.FulfillOptions()
                .setStatus(503)
                .setHeaders(Map.of("Retry-After", "1"))
                .setContentType("application/problem+json")
                .setBody("{\"status\":503,\"code\":\"%s\",\"detail\":\"Later.\"}".formatted(code));
    }
}
