package io.safelight.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Fetches the original or an output. */
@Command(name = "get", description = "Fetch an image's original, or what a program made of it.")
final class GetCommand implements Callable<Integer> {
    @Mixin Common common = new Common();

    @Parameters(paramLabel = "ID", description = "The image's id.")
    String id = "";

    @Option(
            names = "--output",
            paramLabel = "PROGRAM/NAME",
            description = "An output such as renditions/preview.jpg instead of the original.")
    Optional<String> output = Optional.empty();

    @Option(
            names = {"-o", "--to"},
            paramLabel = "FILE",
            description =
                    "Where to write it; - is standard output. By default its own name, here. Never"
                            + " overwrites.")
    Optional<String> target = Optional.empty();

    @Override
    public Integer call() throws IOException {
        try (Api api = common.api();
                InputStream body = api.stream(api.get(path()))) {
            if (target.equals(Optional.of("-"))) {
                body.transferTo(System.out);
                System.out.flush();
                return ExitCode.OK;
            }
            Path file = Path.of(target.orElseGet(() -> ownName(api)));
            Files.copy(body, file);
            if (common.json) {
                Common.printJson(
                        Api.object().put("file", file.toString()).put("bytes", Files.size(file)));
            } else {
                Terminal.out().println(file);
            }
            return ExitCode.OK;
        } catch (FileAlreadyExistsException e) {
            throw new CommandException(
                    ExitCode.FAILED,
                    "There is a file " + e.getFile() + " already. Choose another name with --to.",
                    e);
        }
    }

    private String path() {
        String image = "/v1/images/" + Query.encode(id);
        if (output.isEmpty()) {
            return image + "/content";
        }
        String[] parts = output.get().split("/", -1);
        if (parts.length != 2) {
            throw new CommandException(
                    ExitCode.USAGE, "--output takes PROGRAM/NAME, such as renditions/thumb.webp.");
        }
        return image + "/outputs/" + Query.encode(parts[0]) + "/" + Query.encode(parts[1]);
    }

    private String ownName(Api api) {
        if (output.isPresent()) {
            return id + "-" + output.get().substring(output.get().indexOf('/') + 1);
        }
        JsonNode name = api.json(api.get("/v1/images/" + Query.encode(id))).path("filename");
        return name.isTextual() ? name.textValue() : id;
    }
}
