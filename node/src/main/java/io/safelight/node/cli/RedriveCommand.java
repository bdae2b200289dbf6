package io.safelight.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.safelight.node.client.Api;
import io.safelight.node.client.CommandException;
import io.safelight.node.client.Common;
import io.safelight.node.client.ExitCode;
import io.safelight.node.client.Terminal;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs failed images again. */
@Command(
        name = "redrive",
        description = "Run failed images again, all of them or those named.",
        footer = {
            "",
            "Mend first what they failed for: `safelight show ID` tells it.",
            "",
            "Examples:",
            "  safelight redrive",
            "  safelight redrive 019aa7c4-52d0-7c31-9a55-0123456789ab"
        },
        exitCodeListHeading = ExitCode.HEADING,
        exitCodeList = {
            ExitCode.OK_HELP,
            "1:An image that was named does not run again; the sentence says why. The others do.",
            ExitCode.USAGE_HELP,
            ExitCode.NOT_RUNNING_HELP
        })
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
        try (Api api = common.api()) {
            Map<String, String> left = left(api);
            var named = new LinkedHashSet<>(ids);
            named.removeAll(left.keySet());
            int redriven = named.isEmpty() && !ids.isEmpty() ? 0 : redrive(api, named);
            if (common.json()) {
                Common.printJson(answer(redriven, left));
            } else {
                print(redriven, left);
            }
            return left.isEmpty() ? ExitCode.OK : ExitCode.FAILED;
        }
    }

    private int redrive(Api api, Set<String> named) {
        ObjectNode request = Api.object();
        tenant.ifPresent(t -> request.put("tenant", t));
        if (named.isEmpty()) {
            request.put("all", true);
        } else {
            var images = request.putArray("images");
            named.forEach(images::add);
        }
        return api.json(api.post("/v1/redrive", request)).path("redriven").asInt();
    }

    /** Images that were named and cannot run again, each with the reason. */
    private Map<String, String> left(Api api) {
        var left = new LinkedHashMap<String, String>();
        for (String id : new LinkedHashSet<>(ids)) {
            try {
                whyNot(api.json(api.get(ImageAddress.of(id)))).ifPresent(why -> left.put(id, why));
            } catch (CommandException e) {
                if (e.exitCode() == ExitCode.NOT_RUNNING) {
                    throw e;
                }
                left.put(id, String.valueOf(e.getMessage()));
            }
        }
        return left;
    }

    private Optional<String> whyNot(JsonNode image) {
        String state = image.path("state").asText();
        String owner = image.path("tenant").asText();
        if (tenant.isPresent() && !tenant.get().equals(owner)) {
            return Optional.of("It belongs to the tenant " + owner + ".");
        }
        return state.equals("failed")
                ? Optional.empty()
                : Optional.of("It is " + state + "; only failed images run again.");
    }

    private static ObjectNode answer(int redriven, Map<String, String> left) {
        ObjectNode answer = Api.object().put("redriven", redriven);
        var refused = answer.putArray("refused");
        left.forEach((id, why) -> refused.addObject().put("id", id).put("why", why));
        return answer;
    }

    private static void print(int redriven, Map<String, String> left) {
        left.forEach((id, why) -> System.err.println(Terminal.printable(id) + ": " + why));
        Terminal.out()
                .println(
                        redriven == 0
                                ? "No image runs again."
                                : Terminal.count(redriven, "image")
                                        + (redriven == 1 ? " runs" : " run")
                                        + " again.");
    }
}
