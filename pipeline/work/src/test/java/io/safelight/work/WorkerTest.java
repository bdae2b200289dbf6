package io.safelight.work;

import static io.safelight.work.Workplace.NODE;
import static io.safelight.work.Workplace.OTHER;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.safelight.domain.image.Cause;
import io.safelight.domain.image.ImageId;
import io.safelight.domain.image.ObjectRef;
import io.safelight.domain.image.Zone;
import io.safelight.domain.scan.Verdict;
import io.safelight.domain.work.ImageRecord;
import io.safelight.domain.work.State;
import io.safelight.domain.work.Tries;
import io.safelight.ports.keys.KeyName;
import io.safelight.testkit.ledger.InMemoryLedger;
import io.safelight.testkit.objects.InMemorySealedObjects;
import io.safelight.testkit.sandbox.InMemorySandbox;
import io.safelight.testkit.sandbox.Script;
import io.safelight.testkit.sandbox.Script.Verb;
import io.safelight.testkit.scanner.InMemoryScanner;
import io.safelight.testkit.scanner.ScannerSamples;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WorkerTest {
    private final InstantSource clock = InstantSource.system();
    private final Workplace place = new Workplace(clock);
    private final InMemoryLedger ledger = place.ledger;
    private final InMemorySealedObjects objects = place.objects;
    private final InMemoryScanner scanner = place.scanner;
    private final InMemorySandbox sandbox = place.sandbox;
    private final Worker worker = place.worker(NODE);
    private final Thread thread = new Thread(worker::run, "worker");

    @AfterEach
    void stop() throws InterruptedException {
        worker.stop();
        thread.join();
    }

    @Test
    void aCleanImageIsCompletedWithTheOutputsOfItsPrograms() throws IOException {
        ImageId image = admit(Script.of(Verb.ECHO, "hello").image());

        thread.start();

        ImageRecord record = awaitFinal(image);
        assertThat(record.state()).isEqualTo(State.COMPLETED);
        assertThat(record.findings().scan().orElseThrow().isClean()).isTrue();
        assertThat(record.findings().outputs()).isNotEmpty();
        record.findings()
                .outputs()
                .forEach(
                        o ->
                                assertThat(objects.placementOf(o.object()).zone())
                                        .isEqualTo(Zone.PROCESSED));
    }

    @Test
    void anInfectedImageIsQuarantinedAndNoProgramEverSeesIt() throws IOException {
        byte[] infected = ScannerSamples.eicarInJpeg(1, 10_000);
        ImageId image = admit(infected);
        ObjectRef raw = ledger.find(image).orElseThrow().original().object();

        thread.start();

        ImageRecord record = awaitFinal(image);
        assertThat(record.state()).isEqualTo(State.QUARANTINED);
        assertThat(record.findings().cause()).map(Cause::code).contains("infected");
        assertThat(record.original().zone()).isEqualTo(Zone.QUARANTINE);
        var placement = objects.placementOf(record.original().object());
        assertThat(objects.open(record.original().object(), placement).stream(0))
                .hasBinaryContent(infected);
        await().untilAsserted(() -> assertThat(objects.count()).isEqualTo(1));
        assertThat(record.original().object()).isNotEqualTo(raw);
        assertThat(sandbox.shown()).isEmpty();
    }

    @Test
    void withoutAScannerImagesWaitAndNothingIsHeldAgainstThem() throws IOException {
        scanner.stop();
        ImageId image = admit(Script.of(Verb.ECHO, "hello").image());

        thread.start();

        await().during(Duration.ofMillis(300))
                .untilAsserted(() -> assertThat(state(image)).isEqualTo(State.RECEIVED));
        assertThat(sandbox.shown()).isEmpty();
        scanner.start();
        ImageRecord record = awaitFinal(image);
        assertThat(record.state()).isEqualTo(State.COMPLETED);
        assertThat(record.tries()).isEqualTo(Tries.NONE);
    }

    /** It is up and answers nothing: every scan ends by its own time limit. */
    @Test
    void aHungScannerIsNoFaultOfTheImagesAndTheyGoOnWhenItAnswersAgain() throws IOException {
        scanner.hang();
        var images = new ArrayList<ImageId>();
        for (int i = 0; i < 2 * Workplace.PLACES; i++) {
            images.add(admit(Script.of(Verb.ECHO, i).image()));
        }

        thread.start();

        await().until(() -> scanner.asked() > Workplace.PLACES);
        assertThat(sandbox.shown()).isEmpty();
        scanner.start();
        for (ImageId image : images) {
            assertThat(awaitFinal(image).state()).isEqualTo(State.COMPLETED);
            assertThat(place.find(image).tries()).isEqualTo(Tries.NONE);
        }
    }

    @Test
    void anImageThatIsNeverDecidedIsQuarantinedAfterThreeTries() throws IOException {
        scanner.answer(
                "slow".getBytes(US_ASCII), new Verdict.Undecided(Verdict.Reason.TIMED_OUT, "slow"));
        ImageId image = admit(Script.of(Verb.ECHO, "slow").image());

        thread.start();

        ImageRecord record = awaitFinal(image);
        assertThat(record.state()).isEqualTo(State.QUARANTINED);
        assertThat(record.findings().cause()).map(Cause::code).contains("scan-timed-out");
        assertThat(scanner.asked()).isEqualTo(3);
        assertThat(record.tries()).isEqualTo(new Tries(3, 0, 0));
        assertThat(sandbox.shown()).isEmpty();
    }

    @Test
    void anImageWhoseSandboxDiesIsDoneByTheNext() throws IOException {
        ImageId image = admit(Script.of(Verb.ECHO, "hello").image());
        sandbox.planDeaths(image, 1);

        thread.start();

        ImageRecord record = awaitFinal(image);
        assertThat(record.state()).isEqualTo(State.COMPLETED);
        assertThat(record.tries().sandboxDeaths()).isEqualTo(1);
        assertThat(record.findings().runs()).allMatch(run -> run.attempts() == 2);
    }

    @Test
    void anImageThatKillsEverySandboxFailsAndItsNeighboursDoNotNotice() throws IOException {
        var neighbours = new ArrayList<ImageId>();
        ImageId killer = admit(Script.of(Verb.EXIT, "139").image());
        for (int i = 0; i < 10; i++) {
            neighbours.add(admit(Script.of(Verb.ECHO, i).image()));
        }

        thread.start();

        ImageRecord record = awaitFinal(killer);
        assertThat(record.state()).isEqualTo(State.FAILED);
        assertThat(record.findings().cause()).map(Cause::code).contains("sandbox-died");
        assertThat(record.findings().scan().orElseThrow().isClean()).isTrue();
        assertThat(record.isReadable(clock.instant())).isTrue();
        assertThat(record.tries()).isEqualTo(new Tries(0, 3, 0));
        assertThat(sandbox.shown().stream().filter(killer::equals)).hasSize(3);
        for (ImageId neighbour : neighbours) {
            assertThat(awaitFinal(neighbour).state()).isEqualTo(State.COMPLETED);
            assertThat(ledger.find(neighbour).orElseThrow().tries()).isEqualTo(Tries.NONE);
        }
    }

    @Test
    void anImageThatARequiredProgramGivesUpOnHasFailedWithItsReason() throws IOException {
        ImageId image = admit(Script.of(Verb.GIVE_UP, "truncated").image());

        thread.start();

        ImageRecord record = awaitFinal(image);
        assertThat(record.state()).isEqualTo(State.FAILED);
        assertThat(record.findings().cause()).map(Cause::code).contains("truncated");
        assertThat(record.findings().runs()).isNotEmpty();
    }

    @Test
    void anImageThatWasThereWhenThreeNodesDiedRunsAlone() throws IOException {
        ImageId suspect = admit(Script.of(Verb.ECHO, "suspect").image());
        for (int i = 0; i < 3; i++) {
            ledger.claim(OTHER, 1, true, clock.instant(), Duration.ofMinutes(1));
            ledger.reclaim(clock.instant(), Optional.of(OTHER), _ -> clock.instant());
        }
        for (int i = 0; i < 20; i++) {
            admit(Script.of(Verb.ECHO, i).image());
        }
        var running = new AtomicInteger();
        var company = new AtomicBoolean();
        sandbox.rule(
                job -> {
                    int now = running.incrementAndGet();
                    company.compareAndSet(false, job.image().equals(suspect) && now > 1);
                    running.decrementAndGet();
                    return Optional.empty();
                });

        thread.start();

        assertThat(awaitFinal(suspect).state()).isEqualTo(State.COMPLETED);
        assertThat(company).isFalse();
    }

    @Test
    void whoeverIsOvertakenPublishesNothingAndLeavesNoObject() throws IOException {
        ImageId image = admit(Script.of(Verb.ECHO, "hello").image());
        sandbox.rule(
                job -> {
                    ledger.reclaim(
                            clock.instant(),
                            Optional.of(NODE),
                            _ -> clock.instant().plusSeconds(3600));
                    return Optional.empty();
                });

        thread.start();

        await().untilAsserted(() -> assertThat(sandbox.shown()).containsExactly(image));
        await().untilAsserted(() -> assertThat(objects.count()).isEqualTo(1));
        assertThat(state(image)).isEqualTo(State.RECEIVED);
    }

    @Test
    void aKeyThatCannotBeHadIsNoFaultOfTheImage() throws IOException {
        ImageId image = admit(Script.of(Verb.ECHO, "hello").image());
        var raw = objects.placementOf(ledger.find(image).orElseThrow().original().object());
        objects.destroyKey(new KeyName(raw.tenant(), raw.bucket()));

        thread.start();

        await().until(() -> ledger.find(image).orElseThrow().epoch() >= 2);
        assertThat(state(image).isFinal()).isFalse();
        assertThat(ledger.find(image).orElseThrow().tries()).isEqualTo(Tries.NONE);
    }

    @Test
    void bytesThatAreMissingOrChangedFailTheImageAtOnce() throws IOException {
        ImageId image = admit(Script.of(Verb.ECHO, "hello").image());
        objects.delete(ledger.find(image).orElseThrow().original().object());

        thread.start();

        assertThat(awaitFinal(image).findings().cause())
                .map(Cause::code)
                .contains("object-missing");
    }

    private ImageId admit(byte[] bytes) throws IOException {
        return place.admit(bytes);
    }

    private State state(ImageId image) {
        return ledger.find(image).orElseThrow().state();
    }

    private ImageRecord awaitFinal(ImageId image) {
        await().atMost(Duration.ofSeconds(20)).until(() -> state(image).isFinal());
        return ledger.find(image).orElseThrow();
    }
}
