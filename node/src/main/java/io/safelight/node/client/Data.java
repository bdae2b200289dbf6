package io.safelight.node.client;

import io.safelight.node.configuration.DataDirectory;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option that every command has. */
public final class Data {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "./data",
            description = "The platform's data directory (default: ${DEFAULT-VALUE}).")
    private Path folder = Path.of("data");

    public DataDirectory directory() {
        return new DataDirectory(folder);
    }
}
