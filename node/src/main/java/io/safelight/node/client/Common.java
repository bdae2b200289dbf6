package io.safelight.node.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.safelight.node.configuration.DataDirectory;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of every command that prints what it is told. */
public final class Common {
    @Mixin private Data data = new Data();

    @Option(names = "--json", description = "Print JSON instead of text: one object a line.")
    private boolean json;

    public DataDirectory directory() {
        return data.directory();
    }

    public boolean json() {
        return json;
    }

    public Api api() {
        return Api.of(directory(), System.getenv());
    }

    public static void printJson(JsonNode node) {
        Terminal.out().println(node);
    }
}
