package io.safelight.endtoend.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ReducedMotion;
import io.safelight.endtoend.console.Console.House;
import io.safelight.endtoend.program.Client;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(Console.class)
class LookTest {
    private static final String LIGHTNESS =
            """
            () => {
              const canvas = document.createElement('canvas').getContext('2d');
              canvas.fillStyle = getComputedStyle(document.body).backgroundColor;
              canvas.fillRect(0, 0, 1, 1);
              return canvas.getImageData(0, 0, 1, 1).data[0];
            }
            """;

    @ParameterizedTest
    @EnumSource(Window.Look.class)
    void everyViewFitsItsWindowLightAndDark(Window.Look look, House house) throws IOException {
        String token = house.newToken();
        Client api = house.api(token);
        String id = api.upload("look.jpg", Samples.photo(0).content().get());
        api.awaitFinal(id);
        api.awaitFinal(api.upload("bad.jpg", Samples.infected().content().get()));
        String suffix = "-" + look.name().toLowerCase(Locale.ROOT).replace('_', '-');
        try (var window = house.signedIn(token, look)) {
            for (String place : List.of("/", "/images", "/images/" + id, "/sql", "/nowhere")) {
                window.goTo(place);
                window.page().locator("h1, h2").first().waitFor();
                assertThat(window.page().locator("[aria-busy=true]")).hasCount(0);

                assertThat(overflow(window)).as("%s is as wide as the window", place).isZero();
                window.shoot("look" + place.replace(id, "record").replace('/', '-') + suffix);
            }
        }
    }

    @Test
    void lightOrDarkIsTheSystemsUntilItIsChosenAndThenStays(House house) throws IOException {
        try (var window = house.signedIn(house.newToken(), Window.Look.LIGHT)) {
            assertThat(lightness(window)).isGreaterThan(200);

            window.page().getByLabel("Light or dark: As the system").click();
            window.page().getByLabel("Light or dark: Light").click();
            assertThat(window.page().getByLabel("Light or dark: Dark")).isVisible();
            assertThat(lightness(window)).isLessThan(50);
            window.page().reload();
            assertThat(window.heading("Send images")).isVisible();

            assertThat(lightness(window)).isLessThan(50);
        }
    }

    @Test
    void whoWantsNoMotionSeesNone(House house) throws IOException {
        try (var window = house.signedIn(house.newToken())) {
            window.page()
                    .emulateMedia(
                            new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));
            window.choose(Samples.photos(3));
            assertThat(window.upload(Samples.photo(2).filename())).containsText("Completed");

            assertThat(
                            window.page()
                                    .evaluate(
                                            "document.getAnimations().filter(a => a instanceof"
                                                    + " CSSAnimation).length"))
                    .isEqualTo(0);
        }
    }

    private static int overflow(Window window) {
        return (Integer)
                window.page()
                        .evaluate(
                                "Math.max(0, document.documentElement.scrollWidth -"
                                        + " window.innerWidth)");
    }

    private static int lightness(Window window) {
        return (Integer) window.page().evaluate(LIGHTNESS);
    }
}
