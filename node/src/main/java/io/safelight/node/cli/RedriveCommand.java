package io.safelight.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs failed images again. */
@Command(name = "redrive", description = "Run failed images again, all of them or those named.")
final class RedriveCommand implements Callable<Integer> {
    @Mixin Common common = new Common();

    @Parameters(
            arity = "0..*",
            paramLabel = "ID",
            description = "Ids of failed images; none means all.")
    List<String> ids = List.of();

    @Option(names = "--tenant", paramLabel = "T", description = "Only images of this tenant.")
    Optional<String> tenant = Optional.empty();

    @Override
    public Integer call() {
        ObjectNode request = Api.object();
        tenant.ifPresent(t -> request.put("tenant", t));
        if (ids.isEmpty()) {
            request.put("all", true);
        } else {
            var images = request.putArray("images");
            ids.forEach(images::add);
        }
        try (Api api = common.api()) {
            JsonNode answer = api.json(api.post("/v1/redrive", request));
            if (common.json) {
                Common.printJson(answer);
            } else {
                Terminal.out().println(answer.path("redriven").asInt() + " images run again.");
            }
            return ExitCode.OK;
        }
    }
}
