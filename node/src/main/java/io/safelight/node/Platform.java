package io.safelight.node;

import io.safelight.adapter.clamd.ClamdProcess;
import io.safelight.adapter.clamd.ClamdScanner;
import io.safelight.domain.identity.Principal;
import io.safelight.domain.identity.PrincipalId;
import io.safelight.domain.identity.Role;
import io.safelight.domain.identity.TenantId;
import io.safelight.ingest.Ingest;
import io.safelight.ingest.Receipts;
import io.safelight.ingress.http.Authentication;
import io.safelight.ingress.http.Dependency;
import io.safelight.ingress.http.HttpDoor;
import io.safelight.node.cli.CommandException;
import io.safelight.node.cli.ExitCode;
import io.safelight.node.roles.IntakeRole;
import io.safelight.node.roles.KeeperRole;
import io.safelight.node.roles.QueryRole;
import io.safelight.node.roles.WorkerRole;
import io.safelight.ports.Port;
import io.safelight.ports.PortException;
import io.safelight.ports.lake.Lake;
import io.safelight.ports.scanner.Scanner;
import io.safelight.ports.scanner.ScannerStatus;
import io.safelight.ports.submissions.Submissions;
import io.safelight.telemetry.Meters;
import java.io.IOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * A whole platform in this process: configuration → adapters → roles, closed in reverse. The HTTP
 * door opens first and waits for nothing but the storage; the others start beside it.
 */
public final class Platform implements AutoCloseable {
    private static final String NO_SIGNATURES =
            "TEST MODE: the virus scanner has test signatures only. It finds the EICAR test file"
                    + " and NO VIRUS.";

    private final Closer closer;
    private final HttpDoor door;
    private final List<Late<Boolean>> starting;
    private final IntakeRole intake;

    private Platform(
            Closer closer, HttpDoor door, List<Late<Boolean>> starting, IntakeRole intake) {
        this.closer = closer;
        this.door = door;
        this.starting = starting;
        this.intake = intake;
    }

    /**
     * Returns when the HTTP door is open.
     *
     * @throws CommandException with a sentence that says what to do, when the platform cannot start
     *     here
     */
    public static Platform start(DataDirectory data, NodeSettings settings, String version) {
        requireLoopback(settings);
        var closer = new Closer();
        try {
            return new Starting(data, settings, version, closer).start();
        } catch (PortException e) {
            closer.close();
            throw cannotStart(e);
        } catch (IOException e) {
            closer.close();
            throw new CommandException(ExitCode.CANNOT_START, String.valueOf(e.getMessage()), e);
        } catch (RuntimeException e) {
            closer.close();
            throw e;
        }
    }

    public int port() {
        return door.port();
    }

    public String url() {
        return "http://127.0.0.1:" + door.port();
    }

    /**
     * Waits until every role is up.
     *
     * @throws CommandException with a sentence that says what to do, when one cannot start here
     */
    public void awaitStarted() throws InterruptedException {
        try {
            for (Late<Boolean> role : starting) {
                role.await();
            }
        } catch (PortException e) {
            throw cannotStart(e);
        }
    }

    /** Where Kafka clients connect, once {@link #awaitStarted()} has returned. */
    public String bootstrapServers() {
        return intake.bootstrapServers();
    }

    /** Stops taking, finishes what runs, closes everything in reverse. */
    @Override
    public void close() {
        closer.close();
    }

    private static CommandException cannotStart(PortException e) {
        return new CommandException(ExitCode.CANNOT_START, String.valueOf(e.getMessage()), e);
    }

    /** There is no TLS of our own yet, and tokens do not travel in clear. */
    private static void requireLoopback(NodeSettings settings) {
        String host = settings.http().host();
        if (!host.equals("localhost") && !host.startsWith("127.") && !host.equals("::1")) {
            throw new CommandException(
                    ExitCode.CANNOT_START,
                    "http.host "
                            + host
                            + " is beyond loopback, and this version has no TLS of its own: tokens"
                            + " and images would travel in clear. Keep 127.0.0.1 and put a TLS"
                            + " proxy on this machine before it.");
        }
    }

    /** One start, step by step. */
    private static final class Starting {
        private final DataDirectory data;
        private final NodeSettings settings;
        private final String version;
        private final Closer closer;
        private final InstantSource clock = InstantSource.system();
        private final SecureRandom random = new SecureRandom();
        private final Meters meters = Meters.prometheus();
        private final List<Late<Boolean>> starting = new ArrayList<>();

        Starting(DataDirectory data, NodeSettings settings, String version, Closer closer) {
            this.data = data;
            this.settings = settings;
            this.version = version;
            this.closer = closer;
        }

        Platform start() throws IOException {
            closer.add(data.lock());
            Secrets secrets = Secrets.open(data.keys(), random);
            Storage storage = closer.add(Storage.open(data, secrets, random, clock));
            ClamdProcess clamd =
                    closer.add(ClamdProcess.start(settings.clamdProcess(data.scanner())));
            Scanner scanner = closer.add(ClamdScanner.open(clamd, settings.clamd(), clock));
            Submissions ingest = ingest(storage, secrets);
            var intake = closer.add(new IntakeRole(settings.kafka()));
            var worker = closer.add(new WorkerRole(settings));
            var keeper = closer.add(new KeeperRole(settings.catalog()));
            var query = closer.add(new QueryRole(settings.query()));
            var authentication = new Authentication(storage.ledger().tokens(), random);
            HttpDoor door =
                    closer.add(
                            HttpDoor.start(
                                    new HttpDoor.Ports(
                                            ingest,
                                            storage.ledger(),
                                            storage.ledger(),
                                            storage.ledger(),
                                            storage.sealed(),
                                            query,
                                            intake,
                                            intake,
                                            authentication,
                                            secrets.receipts(),
                                            () ->
                                                    dependencies(
                                                            storage, scanner, intake, worker,
                                                            keeper, query),
                                            () ->
                                                    clamd.testMode()
                                                            ? List.of(NO_SIGNATURES)
                                                            : List.of(),
                                            intake::bootstrapServers,
                                            version),
                                    settings.http(),
                                    settings.ingest().retention().life(),
                                    meters,
                                    clock));
            writeAdminToken(authentication);
            data.write(data.endpoint(), "http://127.0.0.1:" + door.port());
            closer.add(() -> Files.deleteIfExists(data.endpoint()));
            startRoles(storage, scanner, ingest, secrets, intake, worker, keeper, query);
            return new Platform(closer, door, List.copyOf(starting), intake);
        }

        private Submissions ingest(Storage storage, Secrets secrets) {
            var ports =
                    new Ingest.Ports(
                            storage.objects(),
                            storage.sealed(),
                            storage.ledger(),
                            new Receipts(secrets.receipts()));
            return new Ingest(settings.ingest(), ports, clock, random, meters);
        }

        private void startRoles(
                Storage storage,
                Scanner scanner,
                Submissions ingest,
                Secrets secrets,
                IntakeRole intake,
                WorkerRole worker,
                KeeperRole keeper,
                QueryRole query) {
            begin("intake", () -> intake.start(data.kafka(), ingest, secrets.streamIds(), meters));
            begin(
                    "keeper",
                    () -> {
                        Lake lake = keeper.start(data.lake(), storage, clock, meters);
                        query.start(lake, data.queryCache(), clock, meters);
                    });
            beginWorker(storage, scanner, worker);
        }

        private void beginWorker(Storage storage, Scanner scanner, WorkerRole worker) {
            var started = new Late<Boolean>(Port.SANDBOX);
            starting.add(started);
            closer.add(
                    RoleThread.start(
                            "worker",
                            () -> {
                                if (tried(
                                        started,
                                        () -> worker.open(storage, scanner, clock, meters))) {
                                    worker.run();
                                }
                            },
                            worker::stop));
        }

        private void begin(String role, Runnable start) {
            var started = new Late<Boolean>(Port.STREAMS);
            starting.add(started);
            closer.add(RoleThread.start("start-" + role, () -> tried(started, start), () -> {}));
        }

        private static boolean tried(Late<Boolean> started, Runnable start) {
            try {
                start.run();
                started.arrive(true);
                return true;
            } catch (RuntimeException e) {
                started.fail(e);
                return false;
            }
        }

        private void writeAdminToken(Authentication authentication) throws IOException {
            if (!Files.exists(data.adminToken())) {
                var administrator =
                        new Principal(
                                new TenantId("default"),
                                new PrincipalId("admin"),
                                Role.ADMINISTRATOR);
                data.write(
                        data.adminToken(),
                        authentication.issue(administrator, clock.instant()).token());
            }
        }

        private static List<Dependency> dependencies(
                Storage storage,
                Scanner scanner,
                IntakeRole intake,
                WorkerRole worker,
                KeeperRole keeper,
                QueryRole query) {
            return List.of(
                    ledger(storage),
                    scanner(scanner),
                    worker.state(),
                    intake.state(),
                    keeper.state(),
                    query.state());
        }

        private static Dependency ledger(Storage storage) {
            try {
                storage.ledger().last();
                return new Dependency("ledger", true, "");
            } catch (PortException e) {
                return new Dependency("ledger", false, String.valueOf(e.getMessage()));
            }
        }

        private static Dependency scanner(Scanner scanner) {
            return switch (scanner.status()) {
                case ScannerStatus.Ready(var _, boolean testMode) ->
                        new Dependency("scanner", true, testMode ? NO_SIGNATURES : "");
                case ScannerStatus.NotReady(String why) -> new Dependency("scanner", false, why);
            };
        }
    }
}
