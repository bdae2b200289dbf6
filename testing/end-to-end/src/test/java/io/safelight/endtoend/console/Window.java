package io.safelight.endtoend.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import io.safelight.node.demo.Sample;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A browser window on the console. It remembers whatever should not happen in one, whichever test
 * it is: errors on the browser's console, breaches of the Content-Security-Policy, requests to
 * others, answers that nobody expected. Closing it fails the test for them.
 */
final class Window implements AutoCloseable {
    private static final double PATIENCE_MS = 30_000;
    private static final String REPORT_BREACHES =
            """
            document.addEventListener('securitypolicyviolation', (event) =>
              console.error('breach of the policy: ' + event.violatedDirective + ' ' + event.blockedURI
                + ' ' + event.sourceFile + ':' + event.lineNumber + ' ' + event.sample));
            """;

    /** How the window looks. */
    enum Look {
        DARK(ColorScheme.DARK, 1440, 900),
        LIGHT(ColorScheme.LIGHT, 1440, 900),
        DARK_PHONE(ColorScheme.DARK, 390, 844),
        LIGHT_PHONE(ColorScheme.LIGHT, 390, 844);

        private final ColorScheme scheme;
        private final int width;
        private final int height;

        Look(ColorScheme scheme, int width, int height) {
            this.scheme = scheme;
            this.width = width;
            this.height = height;
        }
    }

    private final BrowserContext context;
    private final Page page;
    private final URI url;
    private final List<String> faults = new ArrayList<>();
    private final Set<String> expected = new HashSet<>();

    private Window(BrowserContext context, URI url) {
        this.context = context;
        this.url = url;
        context.addInitScript(REPORT_BREACHES);
        context.setDefaultTimeout(PATIENCE_MS);
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
        this.page = context.newPage();
        page.onConsoleMessage(this::heard);
        page.onPageError(error -> faults.add("uncaught: " + error));
        page.onRequest(
                request -> {
                    if (!request.url().matches("(blob|data):.*")
                            && !request.url().startsWith(url.toString())) {
                        faults.add("a request to " + request.url());
                    }
                });
        page.onResponse(
                response -> {
                    String answer = response.status() + " " + URI.create(response.url()).getPath();
                    if (response.status() >= 400 && !expected.contains(answer)) {
                        faults.add("answered " + answer);
                    }
                });
    }

    /** On the page where one signs in. */
    static Window open(Browser browser, URI url, Look look) {
        var options =
                new Browser.NewContextOptions()
                        .setColorScheme(look.scheme)
                        .setViewportSize(look.width, look.height)
                        .setAcceptDownloads(true);
        var window = new Window(browser.newContext(options), url);
        window.expect("401 /v1/session");
        window.page.navigate(url.resolve("/").toString());
        return window;
    }

    Page page() {
        return page;
    }

    /**
     * @param answer status and path of an answer that is no fault
     */
    Window expect(String answer) {
        expected.add(answer);
        return this;
    }

    Window signIn(String token) {
        page.getByLabel("Token").fill(token);
        button("Sign in").click();
        assertThat(heading("Send images")).isVisible();
        return this;
    }

    /**
     * @param place behind the {@code #}, such as {@code /images}
     */
    Window goTo(String place) {
        page.navigate(url.resolve("/").toString() + "#" + place);
        return this;
    }

    Window choose(Sample... samples) {
        FilePayload[] files = new FilePayload[samples.length];
        for (int i = 0; i < samples.length; i++) {
            files[i] =
                    new FilePayload(
                            samples[i].filename(), "image/jpeg", samples[i].content().get());
        }
        page.locator("input#files").setInputFiles(files);
        return this;
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator heading(String name) {
        return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(name));
    }

    Locator link(String name) {
        return page.getByRole(
                AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    /** What is told of one of the chosen files. */
    Locator upload(String filename) {
        return page.locator("sl-upload-row")
                .filter(new Locator.FilterOptions().setHasText(filename));
    }

    /** What is shown of an image in a list. */
    Locator card(String filename) {
        return page.locator("sl-image-card")
                .filter(new Locator.FilterOptions().setHasText(filename));
    }

    /** Into target/screenshots, for people to look at. */
    Window shoot(String name) {
        page.screenshot(
                new Page.ScreenshotOptions()
                        .setPath(Path.of("target", "screenshots", name + ".png")));
        return this;
    }

    /** What should not have happened so far. */
    List<String> faults() {
        return List.copyOf(faults);
    }

    /** For a test of the faults themselves. */
    void closeWithFaults() {
        context.close();
    }

    @Override
    public void close() {
        context.close();
        assertThat(faults).as("what should not happen in a window").isEmpty();
    }

    /** Failed answers are heard twice: here they are left to {@code onResponse}. */
    private void heard(ConsoleMessage message) {
        boolean isBad = message.type().equals("error") || message.type().equals("warning");
        if (isBad && !message.text().startsWith("Failed to load resource")) {
            faults.add(message.type() + ": " + message.text() + " at " + message.location());
        }
    }
}
