package io.safelight.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Uploads files. */
@Command(
        name = "put",
        description = "Upload images; folders are taken whole. Prints the id of each.",
        footer = {"", "Exits with 1 when any file was refused; the others are in."})
final class PutCommand implements Callable<Integer> {
    private static final int MAX_DEPTH = 20;

    @Mixin Common common = new Common();

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Images, or folders of images.")
    List<Path> files = List.of();

    @Option(
            names = "--attributes",
            paramLabel = "JSON",
            description = "What to say of each image: a flat JSON object, at most 8 KB.")
    Optional<String> attributes = Optional.empty();

    @Option(
            names = "--stream",
            description = "Send through the Kafka stream instead of ingesting at once.")
    boolean stream;

    private final AtomicLong sent = new AtomicLong();

    @Override
    public Integer call() throws IOException {
        List<Path> all = expanded();
        long total = 0;
        for (Path file : all) {
            total += Files.size(file);
        }
        int refused = 0;
        try (Api api = common.api()) {
            for (Path file : all) {
                refused += put(api, file, total) ? 0 : 1;
            }
        }
        if (refused > 0) {
            System.err.println(refused + " of " + all.size() + " files were refused.");
        }
        return refused == 0 ? ExitCode.OK : ExitCode.FAILED;
    }

    private boolean put(Api api, Path file, long total) throws IOException {
        try {
            JsonNode answer = api.json(request(api, file, total));
            clearProgress();
            if (common.json) {
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
            report(file, e);
            return false;
        }
    }

    private void report(Path file, CommandException e) {
        if (common.json) {
            ObjectNode refusal =
                    Api.object().put("file", file.toString()).put("error", e.getMessage());
            Common.printJson(refusal);
        } else {
            System.err.println(Terminal.printable(file.toString()) + ": " + e.getMessage());
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

    private List<Path> expanded() throws IOException {
        var all = new ArrayList<Path>();
        for (Path path : files) {
            if (!Files.exists(path)) {
                throw new CommandException(ExitCode.USAGE, "There is no file " + path + ".");
            }
            try (Stream<Path> found = Files.walk(path, MAX_DEPTH)) {
                found.filter(Files::isRegularFile).sorted().forEach(all::add);
            }
        }
        return all;
    }
}
