package io.safelight.node.platform;

import io.safelight.adapter.clamd.ClamdProcess;
import io.safelight.adapter.clamd.ClamdScanner;
import io.safelight.domain.identity.Principal;
import io.safelight.domain.identity.PrincipalId;
import io.safelight.domain.identity.Role;
import io.safelight.domain.identity.TenantId;
import io.safelight.ingest.Ingest;
import io.safelight.ingest.Receipts;
import io.safelight.ingress.http.Authentication;
import io.safelight.ingress.http.HttpDoor;
import io.safelight.node.configuration.CannotStartException;
import io.safelight.node.configuration.DataDirectory;
import io.safelight.node.configuration.Exposure;
import io.safelight.node.configuration.NodeSettings;
import io.safelight.node.roles.Closer;
import io.safelight.node.roles.Secrets;
import io.safelight.node.roles.Storage;
import io.safelight.node.roles.Watching;
import io.safelight.ports.PortException;
import io.safelight.ports.scanner.Scanner;
import io.safelight.ports.submissions.Submissions;
import io.safelight.telemetry.Logs;
import io.safelight.telemetry.Meters;
import io.safelight.telemetry.ProcessMeters;
import io.safelight.telemetry.Telemetry;
import io.safelight.telemetry.Traces;
import java.io.IOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;

/**
 * A whole platform in this process: configuration → adapters → roles, closed in reverse. The HTTP
 * door opens first and waits for nothing but the storage; the others start beside it.
 */
public final class Platform implements AutoCloseable {
    private final Closer closer;
    private final HttpDoor door;
    private final String url;
    private final Roles roles;
    private final Starts starts;

    private Platform(Closer closer, HttpDoor door, String url, Roles roles, Starts starts) {
        this.closer = closer;
        this.door = door;
        this.url = url;
        this.roles = roles;
        this.starts = starts;
    }

    /**
     * Returns when the HTTP door is open.
     *
     * @throws CannotStartException with a sentence that says what to do
     */
    public static Platform start(DataDirectory data, NodeSettings settings, String version) {
        Exposure.refusal(settings.http().host())
                .ifPresent(
                        why -> {
                            throw new CannotStartException(why);
                        });
        Logs.use(settings.log());
        var closer = new Closer();
        try {
            return new Opening(data, settings, version, closer).open();
        } catch (PortException | IOException e) {
            closer.close();
            throw new CannotStartException(String.valueOf(e.getMessage()), e);
        } catch (RuntimeException e) {
            closer.close();
            throw e;
        }
    }

    public int port() {
        return door.port();
    }

    public String url() {
        return url;
    }

    /**
     * Waits until every role is up, or one has failed.
     *
     * @return when one cannot start here, a sentence that says what to do; then close
     */
    public Optional<String> awaitStarted() throws InterruptedException {
        try {
            starts.await();
            return Optional.empty();
        } catch (PortException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** Where Kafka clients connect, once {@link #awaitStarted()} has returned nothing. */
    public String bootstrapServers() {
        return roles.intake().bootstrapServers();
    }

    /** Stops taking, finishes what runs, closes everything in reverse. */
    @Override
    public void close() {
        closer.close();
    }

    /** One start, step by step. */
    private record Opening(
            DataDirectory data,
            NodeSettings settings,
            String version,
            Closer closer,
            InstantSource clock,
            SecureRandom random,
            Meters meters) {

        Opening(DataDirectory data, NodeSettings settings, String version, Closer closer) {
            this(
                    data,
                    settings,
                    version,
                    closer,
                    InstantSource.system(),
                    new SecureRandom(),
                    Meters.prometheus());
        }

        Platform open() throws IOException {
            ProcessMeters.register(meters, version);
            Traces traces = closer.add(Telemetry.traces(settings.traces(), meters, version));
            closer.add(data.lock());
            Secrets secrets = Secrets.open(data.keys(), random);
            Storage storage = closer.add(Storage.open(data, secrets, random, clock));
            ClamdProcess clamd = closer.add(ClamdProcess.start(settings.clamdProcess()));
            Scanner scanner = closer.add(ClamdScanner.open(clamd, settings.clamd(), clock));
            var receipts = new Receipts(secrets.receipts());
            Submissions ingest = ingest(storage, receipts, traces);
            var watching = new Watching(meters, traces);
            var shared = new Roles.Shared(storage, secrets, scanner, ingest, clock, watching);
            Roles roles = Roles.of(data, settings, shared, closer);
            var health =
                    new Health(storage, settings.ingest().freeSpaceFloor(), scanner, clamd, roles);
            HealthMeters.register(health, meters, clock);
            LedgerMeters.register(meters, storage.ledger());
            var authentication = new Authentication(storage.ledger().tokens(), random);
            HttpDoor door = closer.add(door(shared, roles, health, authentication, receipts));
            writeAdminToken(authentication);
            String url = url(settings.http().host(), door.port());
            data.write(data.endpoint(), url);
            closer.add(() -> Files.deleteIfExists(data.endpoint()));
            var starts = new Starts(closer);
            roles.all().forEach(role -> starts.begin(role.name(), role::start));
            return new Platform(closer, door, url, roles, starts);
        }

        private Submissions ingest(Storage storage, Receipts receipts, Traces traces) {
            var ports =
                    new Ingest.Ports(
                            storage.objects(),
                            storage.sealed(),
                            storage.ledger(),
                            receipts,
                            traces);
            return new Ingest(settings.ingest(), ports, clock, random, meters);
        }

        private HttpDoor door(
                Roles.Shared shared,
                Roles roles,
                Health health,
                Authentication authentication,
                Receipts receipts)
                throws IOException {
            Storage storage = shared.storage();
            return HttpDoor.start(
                    new HttpDoor.Ports(
                            new HttpDoor.Images(
                                    shared.ingest(),
                                    storage.ledger(),
                                    storage.ledger(),
                                    storage.sealed(),
                                    receipts::of,
                                    settings.ingest().retention().life()),
                            roles.query(),
                            new HttpDoor.Streams(
                                    roles.intake(),
                                    roles.intake(),
                                    roles.intake()::bootstrapServers),
                            authentication,
                            new HttpDoor.Operations(
                                    storage.ledger(),
                                    storage.ledger(),
                                    shared.secrets().receipts(),
                                    health::dependencies,
                                    health::notices,
                                    version)),
                    settings.http(),
                    meters,
                    clock);
        }

        private static String url(String host, int port) {
            return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
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
    }
}
