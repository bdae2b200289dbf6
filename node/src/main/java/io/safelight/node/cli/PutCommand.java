package io.safelight.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.safelight.node.client.Api;
import io.safelight.node.client.CommandException;
import io.safelight.node.client.Common;
import io.safelight.node.client.ExitCode;
import io.safelight.node.client.FileTrouble;
import io.safelight.node.client.ImageFiles;
import io.safelight.node.client.Terminal;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Uploads files. */
@Command(
        name = "put",
        description = "Upload images, and the images of whole folders. Prints the id of each.",
        footer = {
            "",
            "What is an image is told by its first bytes, not by its name. A file that is sent"
                    + " twice is two images.",
            "",
            "Examples:",
            "  safelight put photo.jpg holiday/",
            "  safelight put --attributes '{\"job\": \"catalogue-7\"}' *.png",
            "  safelight put --json photo.jpg | jq -r .receipt"
        },
        exitCodeListHeading = ExitCode.HEADING,
        exitCodeList = {
            ExitCode.OK_HELP,
            "1:A file was refused or could not be read; the others are in.",
            ExitCode.USAGE_HELP,
            ExitCode.NOT_RUNNING_HELP
        })
final class PutCommand implements Callable<Integer> {
    @Mixin Common common = new Common();

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "Images, or folders: of those, all files named like an image.")
    List<Path> files = List.of();

    @Option(
            names = "--attributes",
            paramLabel = "JSON",
            description = "What to say of each image: a flat JSON object, at most 8 KB.")
    Optional<String> attributes = Optional.empty();

    @Option(
            names = "--stream",
            description =
                    "Publish to the tenant's Kafka topic; the id is that of the image to come.")
    boolean stream;

    private final AtomicLong sent = new AtomicLong();

    @Override
    public Integer call() throws IOException {
        List<Path> all = expanded();
        if (all.isEmpty()) {
            throw new CommandException(ExitCode.USAGE, "There is no image in what was named.");
        }
        long total = 0;
        for (Path file : all) {
            total += Files.exists(file) ? Files.size(file) : 0;
        }
        int refused = 0;
        try (Api api = common.api()) {
            for (Path file : all) {
                refused += put(api, file, total) ? 0 : 1;
            }
        }
        if (refused > 0) {
            System.err.println(
                    refused + " of " + Terminal.count(all.size(), "file") + " did not go in.");
        }
        return refused == 0 ? ExitCode.OK : ExitCode.FAILED;
    }

    private boolean put(Api api, Path file, long total) {
        try {
            requireReadable(file);
            JsonNode answer = sent(api, request(api, file, total));
            clearProgress();
            if (common.json()) {
                Common.printJson(answer);
            } else {
                Terminal.out()
                        .println(
                                answer.path("id").asText()
                                        + "  "
                                        + Terminal.printable(file.toString()));
            }
            return true;
        } catch (CommandException e) {
            clearProgress();
            if (e.exitCode() == ExitCode.NOT_RUNNING) {
                throw e;
            }
            report(file, String.valueOf(e.getMessage()));
            return false;
        } catch (IOException e) {
            clearProgress();
            report(file, FileTrouble.sentence(e));
            return false;
        }
    }

    /** Nobody can tell a record on the stream that is sent again from another one. */
    private JsonNode sent(Api api, HttpRequest.Builder request) {
        return stream
                ? api.json(request)
                : api.patientJson(request.header("Idempotency-Key", UUID.randomUUID().toString()));
    }

    /** So that a file's fault is not taken for the connection's. */
    private static void requireReadable(Path file) throws IOException {
        try (InputStream content = Files.newInputStream(file)) {
            int unused = content.read();
        }
    }

    private void report(Path file, String why) {
        if (common.json()) {
            ObjectNode refusal = Api.object().put("file", file.toString()).put("error", why);
            Common.printJson(refusal);
        } else {
            System.err.println(Terminal.printable(file.toString()) + ": " + why);
        }
    }

    private HttpRequest.Builder request(Api api, Path file, long total) throws IOException {
        String name =
                URLEncoder.encode(file.getFileName().toString(), StandardCharsets.UTF_8)
                        .replace("+", "%20");
        var body = new CountedFile(file, count -> progress(count, total));
        HttpRequest.Builder request =
                api.post(stream ? "/v1/stream/images" : "/v1/images", body.publisher())
                        .header("Content-Type", "application/octet-stream")
                        .header("Content-Disposition", "attachment; filename*=UTF-8''" + name);
        attributes.ifPresent(
                json -> request.header("Safelight-Attributes", HeaderText.ascii(json)));
        return request;
    }

    private void progress(long count, long total) {
        long now = sent.addAndGet(count);
        if (Terminal.isWatched()) {
            Terminal.progress("Uploading", now, total);
        }
    }

    private static void clearProgress() {
        if (Terminal.isWatched()) {
            Terminal.progressDone();
        }
    }

    /** What is named is sent, whatever it is called; of folders, what is named like an image. */
    private List<Path> expanded() throws IOException {
        var all = new ArrayList<Path>();
        for (Path path : files) {
            if (!Files.isDirectory(path)) {
                all.add(path);
                continue;
            }
            ImageFiles found = ImageFiles.below(path);
            all.addAll(found.images());
            if (found.leftOut() > 0) {
                System.err.println(Terminal.printable(path.toString()) + ": " + found.notice());
            }
        }
        return all;
    }
}
