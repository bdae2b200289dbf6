package io.safelight.endtoend.console;

import com.microsoft.playwright.Browser;
import io.safelight.endtoend.program.Client;
import io.safelight.endtoend.program.PlatformProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One platform and one browser for all tests of a JVM; each test has a tenant, and windows, of its
 * own.
 */
public final class Console implements ExecutionCondition, ParameterResolver {
    private static final String PAGE = "/io/safelight/console/index.html";

    /** Both, for as long as tests run. */
    static final class House implements AutoCloseable {
        private static final AtomicInteger TENANTS = new AtomicInteger();

        private final PlatformProcess platform;
        private final Chromium chromium;

        private House(PlatformProcess platform, Chromium chromium) {
            this.platform = platform;
            this.chromium = chromium;
        }

        static House open() throws IOException {
            Chromium chromium = Chromium.launch();
            return new House(PlatformProcess.ready(folder()), chromium);
        }

        PlatformProcess platform() {
            return platform;
        }

        Browser browser() {
            return chromium.browser();
        }

        /** Of a tenant that has no images yet. */
        String newToken() throws IOException {
            return platform.administrator()
                    .newToken("tenant-" + TENANTS.incrementAndGet())
                    .path("token")
                    .asText();
        }

        Client api(String token) {
            return platform.client(token);
        }

        /** Signed in, on the first page. */
        Window signedIn(String token, Window.Look look) {
            return Window.open(browser(), platform.url(), look).signIn(token);
        }

        Window signedIn(String token) {
            return signedIn(token, Window.Look.DARK);
        }

        @Override
        public void close() {
            chromium.close();
            platform.close();
        }
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return Console.class.getResource(PAGE) == null
                ? ConditionEvaluationResult.disabled(
                        "the build left the console out: it needs Node.js 20.19 or later")
                : ConditionEvaluationResult.enabled("the console was built");
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == House.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        // Until the JVM ends: where classes are spread over several JVMs, each runs on its own.
        return context.getStore(
                        ExtensionContext.StoreScope.LAUNCHER_SESSION,
                        ExtensionContext.Namespace.create(Console.class))
                .computeIfAbsent(House.class, _ -> opened(), House.class);
    }

    /** For the data of a platform; new. */
    static Path folder() throws IOException {
        return Files.createTempDirectory(Path.of("target").toAbsolutePath(), "console-")
                .resolve("data");
    }

    private static House opened() {
        try {
            return House.open();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
