package io.safelight.bench.measure;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.safelight.bench.measure.Result.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Results with their circumstances, as JSON: what is kept of a run. For people see {@link Tables}.
 *
 * @param command line that led to them
 * @param versions of what takes part, such as libvips
 */
public record Report(
        Machine machine,
        String commit,
        String command,
        String versions,
        Instant at,
        List<Result> results) {
    private static final JsonMapper JSON = new JsonMapper();

    public Report {
        results = List.copyOf(results);
    }

    /** With one more result. */
    public Report with(Result result) {
        var more = new ArrayList<>(results);
        more.add(result);
        return new Report(machine, commit, command, versions, at, more);
    }

    /** With versions that became known later: some peers are installed meanwhile. */
    public Report with(String otherVersions) {
        return new Report(machine, commit, command, otherVersions, at, results);
    }

    public ObjectNode json() {
        ObjectNode root = JSON.createObjectNode();
        root.put("at", at.toString())
                .put("command", command)
                .put("commit", commit)
                .put("versions", versions);
        root.putObject("machine")
                .put("processor", machine.processor())
                .put("cores", machine.cores())
                .put("memoryBytes", machine.memoryBytes())
                .put("kernel", machine.kernel())
                .put("jdk", machine.jdk());
        var rows = root.putArray("rows");
        results.forEach(result -> describe(result, rows.addObject()));
        return root;
    }

    /** Whether no row was missed or failed. One that cannot be measured here is neither. */
    public boolean isGood() {
        return results.stream()
                .map(Result::verdict)
                .noneMatch(verdict -> verdict.equals("missed") || verdict.equals("failed"));
    }

    private static void describe(Result result, ObjectNode node) {
        Row row = result.row();
        node.put("name", row.name())
                .put("what", row.what())
                .put("against", row.peer())
                .put("unit", row.unit())
                .put("target", row.target().text())
                .put("limit", row.target().limit())
                .put("verdict", result.verdict())
                .put("otherWork", result.otherWork());
        switch (result.outcome()) {
            case Outcome.Measured measured -> {
                describe(Result.product(measured), node.putObject("product"));
                Result.peer(measured).ifPresent(peer -> describe(peer, node.putObject("peer")));
                describe(result.score(measured), node.putObject("score"));
                node.put("rounds", measured.rounds().size());
                ObjectNode notes = node.putObject("notes");
                Result.sortedNotes(measured).forEach(notes::put);
            }
            case Outcome.LeftOut(String why) -> node.put("why", why);
            case Outcome.Failed(String why) -> node.put("why", why);
        }
    }

    private static void describe(Spread spread, ObjectNode node) {
        node.put("median", spread.median())
                .put("deviation", spread.deviation())
                .put("least", spread.least())
                .put("most", spread.most());
    }
}
