package io.safelight.endtoend.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIRequestContext;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.options.RequestOptions;
import io.safelight.endtoend.console.Console.House;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Console.class)
class PolicyTest {

    @Test
    void theFirstPageComesWithTheStrictPolicy(House house) {
        try (var window = Window.open(house.browser(), house.platform().url(), Window.Look.DARK)) {
            APIResponse page = window.page().request().get(house.platform().url().toString());

            assertThat(page.headers().getOrDefault("content-security-policy", "").split(";\\s*"))
                    .contains(
                            "default-src 'none'",
                            "script-src 'self'",
                            "style-src 'self'",
                            "img-src 'self' blob: data:",
                            "connect-src 'self'",
                            "frame-ancestors 'none'",
                            "require-trusted-types-for 'script'")
                    .noneMatch(directive -> directive.contains("unsafe"));
        }
    }

    @Test
    void thePageHasNoInlineScriptOrStyle(House house) {
        try (var window = Window.open(house.browser(), house.platform().url(), Window.Look.DARK)) {
            String page = window.page().request().get(house.platform().url().toString()).text();

            assertThat(page)
                    .contains("<script type=\"module\"")
                    .doesNotContainPattern("<script(?![^>]* src=)")
                    .doesNotContainPattern("<style|\\sstyle=|\\son[a-z]+=");
        }
    }

    /** That a breach would be seen at all, or the other tests show nothing. */
    @Test
    void aBreachIsSeenByTheseTests(House house) {
        var window = Window.open(house.browser(), house.platform().url(), Window.Look.DARK);
        window.page()
                .evaluate(
                        "const style = document.createElement('style'); style.textContent ="
                                + " 'body{color:red}'; document.head.append(style);");
        window.page().waitForCondition(() -> !window.faults().isEmpty());

        assertThat(window.faults()).anyMatch(fault -> fault.contains("style-src"));
        window.closeWithFaults();
    }

    @Test
    void aRequestThatIsNotThePagesOwnIsRefusedThoughTheBrowserSendsTheCookie(House house)
            throws IOException {
        try (var window = house.signedIn(house.newToken())) {
            String images = house.platform().url().resolve("/v1/images").toString();
            String sql = house.platform().url().resolve("/v1/sql").toString();
            APIRequestContext browser = window.page().request();
            assertThat(browser.get(images).status()).as("the cookie is sent").isEqualTo(200);

            APIResponse foreign = browser.post(sql, question());
            APIResponse own = browser.post(sql, question().setHeader("Safelight-Console", "1"));

            assertThat(foreign.status()).isEqualTo(403);
            assertThat(foreign.text()).contains("\"code\":\"cross-site\"");
            assertThat(own.status()).isEqualTo(200);
        }
    }

    private static RequestOptions question() {
        return RequestOptions.create()
                .setHeader("Content-Type", "application/json")
                .setData("{\"sql\":\"SELECT 1\"}");
    }
}
