package io.safelight.node.doctor;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.safelight.node.client.Api;
import io.safelight.node.client.Common;
import io.safelight.node.client.ExitCode;
import io.safelight.node.client.Terminal;
import io.safelight.node.configuration.CannotStartException;
import io.safelight.node.configuration.Configuration;
import io.safelight.node.configuration.NodeSettings;
import io.safelight.node.doctor.Finding.Fine;
import io.safelight.node.doctor.Finding.Problem;
import io.safelight.node.doctor.Finding.Warning;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Checks what a platform needs. */
@Command(
        name = "doctor",
        description =
                "Check the machine, the configuration and the data directory, and say what to"
                        + " mend. Changes nothing.",
        footer = {
            "",
            "It really runs a sandbox on an image of its own and times forced writes to the disk.",
            "",
            "Examples:",
            "  safelight doctor",
            "  safelight doctor --data /srv/safelight",
            "  safelight doctor --json | jq 'select(.level != \"ok\")'"
        },
        exitCodeListHeading = ExitCode.HEADING,
        exitCodeList = {
            "0:Nothing keeps a platform from running well; there may be warnings.",
            "1:There is a problem.",
            ExitCode.USAGE_HELP
        })
public final class DoctorCommand implements Callable<Integer> {
    @Mixin Common common = new Common();

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "Set a setting, as for run; may be repeated.")
    Map<String, String> set = new LinkedHashMap<>();

    private int problems;
    private int warnings;

    @Override
    public Integer call() {
        checks().forEach(check -> tell(check.look()));
        if (!common.json()) {
            Terminal.out().println();
            Terminal.out()
                    .println(
                            Terminal.count(problems, "problem")
                                    + ", "
                                    + Terminal.count(warnings, "warning")
                                    + ".");
        }
        return problems == 0 ? ExitCode.OK : ExitCode.FAILED;
    }

    /** Where the configuration is wrong, the others look by its defaults. */
    private List<Check> checks() {
        var checks = new ArrayList<Check>();
        NodeSettings settings;
        try {
            settings = Configuration.load(common.directory(), System.getenv(), set);
            checks.add(() -> new Fine("configuration", "every setting is valid"));
        } catch (CannotStartException e) {
            settings = Configuration.defaults();
            checks.add(
                    () ->
                            new Problem(
                                    "configuration",
                                    String.valueOf(e.getMessage()),
                                    "`safelight settings` tells what each takes."));
        }
        boolean official = settings.signatures() == NodeSettings.SignatureChoice.OFFICIAL;
        checks.addAll(MachineChecks.ofThisOne().all(official));
        checks.addAll(new DataChecks(common.directory(), settings, InstantSource.system()).all());
        checks.addAll(new ScannerChecks(settings, settings.clamdProcess(), Instant.now()).all());
        checks.add(new SandboxCheck(settings));
        checks.add(new PortCheck(common.directory(), settings));
        checks.add(new PlatformCheck(common));
        return checks;
    }

    private void tell(Finding finding) {
        switch (finding) {
            case Fine fine -> print("ok", fine, "");
            case Warning(_, _, String remedy) -> {
                warnings++;
                print("warning", finding, remedy);
            }
            case Problem(_, _, String remedy) -> {
                problems++;
                print("problem", finding, remedy);
            }
        }
    }

    private void print(String level, Finding finding, String remedy) {
        if (common.json()) {
            ObjectNode line =
                    Api.object()
                            .put("check", finding.subject())
                            .put("level", level)
                            .put("detail", finding.detail());
            if (!remedy.isEmpty()) {
                line.put("remedy", remedy);
            }
            Common.printJson(line);
            return;
        }
        Terminal.out().printf("%-8s %-18s %s%n", level, finding.subject(), finding.detail());
        if (!remedy.isEmpty()) {
            Terminal.out().printf("%-8s %-18s → %s%n", "", "", remedy);
        }
    }
}
