package io.safelight.endtoend.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import io.safelight.endtoend.console.Console.House;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Console.class)
class SignInTest {

    @Test
    void aWrongTokenIsToldAndOpensNothing(House house) {
        try (var window = Window.open(house.browser(), house.platform().url(), Window.Look.DARK)) {
            window.page().getByLabel("Token").fill("sl_wrong_0000");
            window.button("Sign in").click();

            assertThat(window.page().getByRole(AriaRole.ALERT))
                    .containsText("This token is not valid");
            assertThat(window.heading("Send images")).not().isVisible();
            window.shoot("sign-in-wrong");
        }
    }

    @Test
    void oneStaysSignedInOverAReloadAndIsOutAfterSigningOut(House house) throws IOException {
        try (var window = house.signedIn(house.newToken())) {
            window.page().reload();
            assertThat(window.heading("Send images")).isVisible();

            window.page().getByLabel("Signed in as").click();
            window.page().getByText("Sign out").click();
            assertThat(window.heading("Sign in")).isVisible();
            window.page().reload();

            assertThat(window.heading("Sign in")).isVisible();
        }
    }

    @Test
    void theSessionIsOutOfReachOfScripts(House house) throws IOException {
        try (var window = house.signedIn(house.newToken())) {
            assertThat(window.page().evaluate("document.cookie")).isEqualTo("");
            assertThat(
                            window.page()
                                    .evaluate(
                                            "JSON.stringify({...localStorage, ...sessionStorage})"))
                    .isEqualTo("{}");
        }
    }

    @Test
    void whoeverWasSignedOutMeanwhileIsAskedToSignInAgain(House house) throws IOException {
        try (var window = house.signedIn(house.newToken())) {
            window.expect("401 /v1/images").expect("401 /v1/flow").expect("401 /v1/events");
            window.page().context().clearCookies();

            window.goTo("/images");

            assertThat(window.heading("Sign in")).isVisible();
            assertThat(window.page().getByText("Your session has ended")).isVisible();
        }
    }

    @Test
    void aScannerInTestModeIsTold(House house) throws IOException {
        try (var window = house.signedIn(house.newToken())) {
            assertThat(window.page().locator("sl-notice-bar")).containsText("test signatures only");
        }
    }
}
