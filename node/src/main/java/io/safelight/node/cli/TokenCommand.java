package io.safelight.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.safelight.node.client.Api;
import io.safelight.node.client.Common;
import io.safelight.node.client.ExitCode;
import io.safelight.node.client.Terminal;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Tokens. */
@Command(name = "token", description = "Manage tokens.", subcommands = TokenCommand.Create.class)
final class TokenCommand {

    /** Makes a token. */
    @Command(
            name = "create",
            description =
                    "Make a token for both doors: a bearer token, and the password of a Kafka"
                            + " user.",
            footer = {
                "",
                "The token is shown once and kept nowhere: only a hash of it. While Kafka is",
                "starting or away, the command waits for it, half a minute at most.",
                "",
                "Examples:",
                "  safelight token create --tenant acme --principal ana@acme.example",
                "  safelight token create --tenant acme --principal feed --json | jq -r .token"
            },
            exitCodeListHeading = ExitCode.HEADING,
            exitCodeList = {
                ExitCode.OK_HELP,
                ExitCode.FAILED_HELP,
                ExitCode.USAGE_HELP,
                ExitCode.NOT_RUNNING_HELP
            })
    static final class Create implements Callable<Integer> {
        @Mixin Common common = new Common();

        @Option(
                names = "--tenant",
                required = true,
                paramLabel = "T",
                description = "Whose images it is for, such as acme.")
        String tenant = "";

        @Option(
                names = "--principal",
                required = true,
                paramLabel = "P",
                description = "Who uses it, such as ana@acme.example.")
        String principal = "";

        @Option(
                names = "--administrator",
                description = "May also make tokens, redrive, and see every tenant.")
        boolean administrator;

        @Override
        public Integer call() {
            try (Api api = common.api()) {
                JsonNode answer =
                        api.patientJson(
                                api.post(
                                        "/v1/tokens",
                                        Api.object()
                                                .put("tenant", tenant)
                                                .put("principal", principal)
                                                .put("administrator", administrator)));
                if (common.json()) {
                    Common.printJson(answer);
                } else {
                    print(Terminal.out(), answer);
                }
                return ExitCode.OK;
            }
        }

        private static void print(PrintStream out, JsonNode answer) {
            JsonNode kafka = answer.path("kafka");
            out.println("token:             " + answer.path("token").asText());
            out.println("kafka servers:     " + kafka.path("bootstrapServers").asText());
            out.println(
                    "kafka security:    "
                            + kafka.path("securityProtocol").asText()
                            + ", "
                            + kafka.path("saslMechanism").asText());
            out.println("kafka user:        " + kafka.path("username").asText());
            out.println("kafka password:    the token");
            out.println("kafka topic:       " + kafka.path("topic").asText());
            out.println("kafka signing key: " + kafka.path("signingKey").asText());
        }
    }
}
