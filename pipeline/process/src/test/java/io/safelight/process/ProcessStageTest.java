package io.safelight.process;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.safelight.domain.image.Cause;
import io.safelight.domain.image.ObjectRef;
import io.safelight.domain.image.Probe;
import io.safelight.domain.image.Zone;
import io.safelight.domain.program.Output;
import io.safelight.domain.program.Program;
import io.safelight.domain.program.ProgramName;
import io.safelight.domain.scan.Scan;
import io.safelight.domain.scan.ScanEngine;
import io.safelight.domain.scan.Verdict;
import io.safelight.domain.work.Findings;
import io.safelight.domain.work.ImageRecord;
import io.safelight.domain.work.NewImage;
import io.safelight.domain.work.Outcome;
import io.safelight.domain.work.State;
import io.safelight.ports.bytes.ImageBytes;
import io.safelight.ports.objects.Placement;
import io.safelight.ports.sandbox.MadeOutput;
import io.safelight.ports.sandbox.ProgramAnswer;
import io.safelight.ports.sandbox.SandboxAnswer;
import io.safelight.process.ProcessStage.Processed;
import io.safelight.telemetry.Meters;
import io.safelight.testkit.ledger.InMemoryLedger;
import io.safelight.testkit.ledger.LedgerSamples;
import io.safelight.testkit.objects.InMemorySealedObjects;
import io.safelight.testkit.sandbox.InMemorySandbox;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProcessStageTest {
    private static final Instant NOON = LedgerSamples.NOON;
    private static final ScanEngine ENGINE = new ScanEngine("ClamAV", "1", Optional.empty());
    private static final Scan CLEAN = new Scan(new Verdict.Clean(), ENGINE, NOON);
    private static final Program PROBE = new Program(new ProgramName("probe"), "1", true);
    private static final Program RENDITIONS = new Program(new ProgramName("renditions"), "2", true);
    private static final Program LABELS = new Program(new ProgramName("labels"), "3", false);

    private final InstantSource clock = () -> NOON;
    private final InMemorySealedObjects objects = new InMemorySealedObjects(clock);
    private final InMemorySandbox sandbox = new InMemorySandbox();
    private final Meters meters = Meters.prometheus();
    private final ProcessStage stage = new ProcessStage(sandbox, objects, meters);
    private final ImageRecord image = admitted();
    private final ImageBytes bytes = ImageBytes.of("a picture".getBytes(US_ASCII));

    @AfterEach
    void close() {
        bytes.close();
        sandbox.close();
    }

    @Test
    void anImageThatIsNotCleanIsNeverShownToAProgram() {
        var infected = new Scan(new Verdict.Infected("Eicar"), ENGINE, NOON);
        var undecided =
                new Scan(new Verdict.Undecided(Verdict.Reason.SCANNER_DOWN, ""), ENGINE, NOON);

        for (Scan scan : List.of(infected, undecided)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> stage.process(image, bytes, scan, 1));
        }

        assertThat(sandbox.shown()).isEmpty();
        assertThat(objects.count()).isZero();
    }

    @Test
    void outputsAreSealedUnderTheImageAndHashedAsTheyWere() throws IOException {
        answers(made(PROBE, true), made(RENDITIONS, false, "thumb.webp"));

        Outcome outcome = outcome();

        assertThat(outcome.state()).isEqualTo(State.COMPLETED);
        assertThat(outcome.findings().outputs()).hasSize(1);
        Output output = outcome.findings().outputs().getFirst();
        var placement =
                new Placement(
                        Zone.PROCESSED,
                        image.lifetime().bucket(),
                        image.origin().tenant(),
                        image.id());
        try (var in = objects.open(output.object(), placement).stream(0)) {
            assertThat(in).hasBinaryContent("thumb.webp".getBytes(US_ASCII));
        }
        assertThat(output.bytes()).isEqualTo(10);
        assertThat(output.sha256().hex())
                .isEqualTo("01a21046d16be2a9fc580e202def17f07683d62552593af3f122f957ed70245f");
        assertThat(output.program()).isEqualTo(RENDITIONS.name());
    }

    @Test
    void outputsAreMeasuredByTheProgramThatMadeThem() {
        answers(made(PROBE, true), made(RENDITIONS, false, "preview.jpg", "thumb.webp"));

        outcome();

        assertThat(meters.scrape())
                .contains("process_output_bytes_count{program=\"renditions\"} 2")
                .contains("process_output_bytes_sum{program=\"renditions\"} 21.0")
                .contains("process_output_bytes_count{program=\"probe\"} 0");
    }

    @Test
    void anOptionalProgramThatGivesUpFailsNothingButItself() {
        answers(made(PROBE, true), gaveUp(LABELS, "no-idea"));

        Findings findings = outcome().findings();

        assertThat(findings.cause()).isEmpty();
        assertThat(findings.runs()).extracting(run -> run.succeeded()).containsExactly(true, false);
        assertThat(findings.runs().getLast().failure()).map(Cause::code).contains("no-idea");
    }

    @Test
    void theFirstRequiredProgramThatGivesUpIsTheCauseAndTheOthersOutputsStay() {
        answers(
                made(PROBE, true),
                gaveUp(RENDITIONS, "truncated"),
                gaveUp(PROBE, "later"),
                made(LABELS, false, "labels.json"));

        Outcome outcome = outcome();

        assertThat(outcome.state()).isEqualTo(State.FAILED);
        assertThat(outcome.findings().cause()).map(Cause::code).contains("truncated");
        assertThat(outcome.findings().probe()).isPresent();
        assertThat(outcome.findings().outputs()).hasSize(1);
    }

    @Test
    void anImageOfWhichNobodyToldWhatItIsHasFailed() {
        answers(made(RENDITIONS, false, "thumb.webp"));

        assertThat(outcome().findings().cause()).map(Cause::code).contains("no-probe");
    }

    @Test
    void aDeathAndAMissingSandboxAreToldApartAndStoreNothing() {
        sandbox.plan(image.id(), InMemorySandbox.died());
        assertThat(stage.process(image, bytes, CLEAN, 1)).isInstanceOf(Processed.SandboxDied.class);

        sandbox.unavailable("no room");
        assertThat(stage.process(image, bytes, CLEAN, 2))
                .isEqualTo(new Processed.NoSandbox("no room"));

        assertThat(objects.count()).isZero();
    }

    @Test
    void aRunTellsWhichAttemptItEnded() {
        answers(made(PROBE, true));

        var done = (Processed.Done) stage.process(image, bytes, CLEAN, 3);

        assertThat(done.outcome().findings().runs())
                .allSatisfy(run -> assertThat(run.attempts()).isEqualTo(3));
    }

    @Test
    void discardDeletesTheOutputsOfTheOvertakenAndNothingElse() {
        answers(made(PROBE, true), made(RENDITIONS, false, "preview.jpg", "thumb.webp"));
        Outcome overtaken = outcome();
        answers(made(PROBE, true), made(RENDITIONS, false, "preview.jpg", "thumb.webp"));
        Outcome published = outcome();
        assertThat(objects.count()).isEqualTo(4);

        stage.discard(overtaken);
        stage.discard(overtaken);

        assertThat(objects.count()).isEqualTo(2);
        for (Output output : published.findings().outputs()) {
            ObjectRef kept = output.object();
            assertThat(objects.placementOf(kept).image()).isEqualTo(image.id());
        }
    }

    private Outcome outcome() {
        return ((Processed.Done) stage.process(image, bytes, CLEAN, 1)).outcome();
    }

    private void answers(ProgramAnswer... answers) {
        sandbox.plan(image.id(), new SandboxAnswer.Answered(List.of(answers)));
    }

    private static ProgramAnswer made(Program program, boolean probes, String... outputs) {
        Optional<Probe> probe =
                probes ? LedgerSamples.completed(1).findings().probe() : Optional.empty();
        List<MadeOutput> made =
                List.of(outputs).stream()
                        .map(
                                name ->
                                        new MadeOutput(
                                                name,
                                                "image/webp",
                                                ByteBuffer.wrap(name.getBytes(US_ASCII))))
                        .toList();
        return answer(program, new ProgramAnswer.Result.Made(probe, made));
    }

    private static ProgramAnswer gaveUp(Program program, String code) {
        return answer(program, new ProgramAnswer.Result.GaveUp(new Cause(code, "It gave up.")));
    }

    private static ProgramAnswer answer(Program program, ProgramAnswer.Result result) {
        return new ProgramAnswer(program, Duration.ofMillis(5), 1, result);
    }

    private ImageRecord admitted() {
        NewImage admitted = LedgerSamples.image(LedgerSamples.ACME, 1);
        var ledger = new InMemoryLedger(clock);
        ledger.admit(List.of(admitted));
        return ledger.find(admitted.id()).orElseThrow();
    }
}
