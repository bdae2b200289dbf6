package io.safelight.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.safelight.node.client.Api;
import io.safelight.node.client.CommandException;
import io.safelight.node.client.Common;
import io.safelight.node.client.ExitCode;
import io.safelight.node.client.Terminal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Fetches the original or an output. */
@Command(
        name = "get",
        description = "Fetch an image's original, or what a program made of it.",
        footer = {
            "",
            "`safelight show ID` lists the outputs.",
            "",
            "Examples:",
            "  safelight get 019aa7c4-52d0-7c31-9a55-0123456789ab",
            "  safelight get ID --output renditions/preview.jpg --to preview.jpg",
            "  safelight get ID --to - | exiftool -"
        },
        exitCodeListHeading = ExitCode.HEADING,
        exitCodeList = {
            ExitCode.OK_HELP,
            ExitCode.FAILED_HELP,
            ExitCode.USAGE_HELP,
            ExitCode.NOT_RUNNING_HELP
        })
final class GetCommand implements Callable<Integer> {
    private static final String STANDARD_OUTPUT = "-";

    @Mixin Common common = new Common();

    @Parameters(paramLabel = "ID", description = "The image's id, as put and ls print it.")
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
                    "Where to write it: a file, a folder, or - for standard output. By default its"
                            + " own name, here. Never overwrites.")
    Optional<String> target = Optional.empty();

    @Override
    public Integer call() throws IOException {
        boolean toStandardOutput = target.filter(STANDARD_OUTPUT::equals).isPresent();
        if (toStandardOutput && Terminal.isTerminal()) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "An image would garble the terminal: redirect it, as in `safelight get ID --to"
                            + " - > FILE`, or name a file with --to.");
        }
        String path = path();
        try (Api api = common.api();
                InputStream body = api.stream(api.get(path))) {
            if (toStandardOutput) {
                body.transferTo(System.out);
                System.out.flush();
                return ExitCode.OK;
            }
            Path file = file(api);
            write(body, file);
            if (common.json()) {
                Common.printJson(
                        Api.object().put("file", file.toString()).put("bytes", Files.size(file)));
            } else {
                Terminal.out().println(file);
            }
            return ExitCode.OK;
        }
    }

    private String path() {
        String image = ImageAddress.of(id);
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

    private Path file(Api api) {
        Path named = Path.of(target.orElse("."));
        return Files.isDirectory(named) ? named.resolve(ownName(api)).normalize() : named;
    }

    /** All of it or nothing. */
    private static void write(InputStream body, Path file) throws IOException {
        try {
            Files.copy(body, file);
        } catch (FileAlreadyExistsException e) {
            throw new CommandException(
                    ExitCode.FAILED,
                    "There is a file " + file + " already. Choose another name with --to.",
                    e);
        } catch (FileSystemException e) {
            throw e;
        } catch (IOException e) {
            Files.deleteIfExists(file);
            throw new CommandException(
                    ExitCode.FAILED, "It could not be written whole to " + file + ": " + e, e);
        }
    }

    private String ownName(Api api) {
        if (output.isPresent()) {
            return id + "-" + output.get().substring(output.get().indexOf('/') + 1);
        }
        JsonNode name = api.json(api.get(ImageAddress.of(id))).path("filename");
        return name.isTextual() ? name.textValue() : id;
    }
}
