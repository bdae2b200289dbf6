package io.safelight.node.client;

import io.safelight.node.configuration.DataDirectory;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/**
 * Where a platform is, and as whom it is used.
 *
 * @param place where it should run, when it does not answer
 * @param origin where the token was found
 * @param remedy what to do when the platform does not know it, as a sentence
 */
record Access(URI base, String place, String token, String origin, String remedy) {
    /** Overrides what the data directory says, for a platform elsewhere. */
    static final String URL_VARIABLE = "SAFELIGHT_URL";

    /**
     * Overrides the data directory's admin.token. A token is never an argument: arguments show in
     * process lists.
     */
    static final String TOKEN_VARIABLE = "SAFELIGHT_TOKEN";

    /**
     * From the environment, or else from the data directory.
     *
     * @throws CommandException with a sentence that says what to do, when there is none
     */
    static Access of(DataDirectory data, Map<String, String> environment) {
        return of(base(data, environment), data, environment);
    }

    static CommandException notRunning(String where) {
        return new CommandException(
                ExitCode.NOT_RUNNING,
                "No Safelight runs on "
                        + where
                        + ". Start one with `safelight run`, or name its folder with --data.");
    }

    private static String place(URI base, DataDirectory data, Map<String, String> environment) {
        return environment.containsKey(URL_VARIABLE)
                ? base.toString()
                : data.root() + " any more (it listened on " + base + ")";
    }

    private static URI base(DataDirectory data, Map<String, String> environment) {
        boolean named = environment.containsKey(URL_VARIABLE);
        String url =
                named ? environment.getOrDefault(URL_VARIABLE, "") : read(data, data.endpoint());
        if (url.isEmpty() && !named) {
            throw notRunning(data.root().toString());
        }
        try {
            var base = new URI(url);
            if (Set.of("http", "https").contains(String.valueOf(base.getScheme()))
                    && base.getHost() != null) {
                return base;
            }
        } catch (URISyntaxException e) {
            // Said below, with what it should look like.
        }
        throw new CommandException(
                ExitCode.FAILED,
                (named ? URL_VARIABLE : data.endpoint())
                        + " holds no address such as http://127.0.0.1:7777, but \""
                        + Terminal.printable(url)
                        + "\".");
    }

    private static Access of(URI base, DataDirectory data, Map<String, String> environment) {
        boolean named = environment.containsKey(TOKEN_VARIABLE);
        String origin = named ? TOKEN_VARIABLE : data.adminToken().toString();
        String token =
                named
                        ? environment.getOrDefault(TOKEN_VARIABLE, "")
                        : read(data, data.adminToken());
        String remedy =
                named
                        ? "Set it to one of this platform's."
                        : "Set "
                                + TOKEN_VARIABLE
                                + " to one, or delete that file and start the platform again: it"
                                + " writes a new one.";
        if (token.isEmpty()) {
            throw new CommandException(
                    ExitCode.FAILED, "There is no token in " + origin + ". " + remedy);
        }
        if (!token.matches("[!-~]+")) {
            throw new CommandException(
                    ExitCode.FAILED, "What is in " + origin + " is no token. " + remedy);
        }
        return new Access(base, place(base, data, environment), token, origin, remedy);
    }

    private static String read(DataDirectory data, Path file) {
        try {
            return data.read(file).orElse("");
        } catch (IOException e) {
            throw new CommandException(
                    ExitCode.FAILED, "Cannot read " + file + ": its owner is another user?", e);
        }
    }
}
