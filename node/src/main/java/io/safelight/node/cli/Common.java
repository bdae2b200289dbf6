package io.safelight.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.safelight.node.DataDirectory;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Options that every command has. */
public final class Common {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "./data",
            description = "The platform's data directory (default: ${DEFAULT-VALUE}).")
    Path data = Path.of("data");

    @Option(names = "--json", description = "Print JSON instead of text: one object a line.")
    boolean json;

    public DataDirectory directory() {
        return new DataDirectory(data);
    }

    public boolean json() {
        return json;
    }

    Api api() {
        return Api.of(directory(), System.getenv());
    }

    static void printJson(JsonNode node) {
        Terminal.out().println(node);
    }
}
