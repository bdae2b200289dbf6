package io.safelight.node.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import io.safelight.node.client.Api;
import io.safelight.node.client.CommandException;
import io.safelight.node.client.Common;
import io.safelight.node.client.ExitCode;
import io.safelight.node.doctor.Finding.Fine;
import io.safelight.node.doctor.Finding.Problem;
import java.util.Map;
import java.util.stream.Collectors;

/** The platform that runs on the data directory, if one does. */
record PlatformCheck(Common common) implements Check {

    @Override
    public Finding look() {
        try (Api api = common.api()) {
            JsonNode parts = api.json(api.get("/v1/status")).path("dependencies");
            String ill =
                    parts.propertyStream()
                            .filter(part -> !part.getValue().path("ready").asBoolean())
                            .map(PlatformCheck::sentence)
                            .collect(Collectors.joining("; "));
            return ill.isEmpty()
                    ? new Fine("platform", "runs, and all its parts are ready")
                    : new Problem("platform", "not ready: " + ill, "See `safelight status`.");
        } catch (CommandException e) {
            return e.exitCode() == ExitCode.NOT_RUNNING
                    ? new Fine("platform", "does not run now")
                    : new Problem("platform", "does not answer", String.valueOf(e.getMessage()));
        }
    }

    private static String sentence(Map.Entry<String, JsonNode> part) {
        return part.getKey() + " (" + part.getValue().path("detail").asText() + ")";
    }
}
