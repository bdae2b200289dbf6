package io.safelight.adapter.kafka;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.Reader;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * A broker's files: {@code broker.properties} (0600: identity and password), {@code log} (records),
 * {@code meta} (the controller's log). The identity is written last of all when a folder is new: a
 * folder without it was never used by a broker.
 */
final class BrokerFolder {
    static final int NODE = 1;

    private static final int PASSWORD_BYTES = 32;
    private static final String IDENTITY = "broker.properties";

    private final Path folder;

    private BrokerFolder(Path folder) {
        this.folder = folder;
    }

    static BrokerFolder open(Path folder) throws IOException {
        var owner =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        Files.createDirectories(folder, owner);
        return new BrokerFolder(folder.toAbsolutePath());
    }

    Path records() {
        return folder.resolve("log");
    }

    Path metadata() {
        return folder.resolve("meta");
    }

    /** The identity of this folder with a port that was free a moment ago; made when new. */
    BrokerIdentity identity(int wantedPort) throws IOException {
        if (!Files.exists(folder.resolve(IDENTITY))) {
            return create(wantedPort);
        }
        BrokerIdentity known = read();
        int port = choosePort(wantedPort, known.port());
        if (port == known.port()) {
            return known;
        }
        BrokerIdentity moved = known.withPort(port);
        write(moved);
        return moved;
    }

    /** A port of loopback that is free now. */
    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral(EmbeddedBroker.HOST))) {
            return socket.getLocalPort();
        }
    }

    private BrokerIdentity create(int wantedPort) throws IOException {
        if (holdsRecords()) {
            throw new IOException(
                    "%s is missing but %s holds records: put the file back, or remove the folder and lose the records"
                            .formatted(folder.resolve(IDENTITY), records()));
        }
        var password = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(password);
        var identity =
                new BrokerIdentity(
                        Uuid.randomUuid().toString(),
                        Base64.getUrlEncoder().withoutPadding().encodeToString(password),
                        choosePort(wantedPort, 0));
        clear(records());
        clear(metadata());
        format(identity);
        write(identity);
        return identity;
    }

    private void format(BrokerIdentity identity) throws IOException {
        Files.createDirectories(records());
        Files.createDirectories(metadata());
        try (var quiet =
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setPrintStream(quiet)
                    .setNodeId(NODE)
                    .setClusterId(identity.clusterId())
                    .setDirectories(List.of(records().toString(), metadata().toString()))
                    .setMetadataLogDirectory(metadata().toString())
                    .setControllerListenerName(BrokerConfig.CONTROLLER)
                    .setScramArguments(
                            List.of(
                                    "%s=[name=%s,password=%s]"
                                            .formatted(
                                                    BrokerIdentity.MECHANISM,
                                                    BrokerIdentity.SUPER_USER,
                                                    identity.password())))
                    .run();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("the broker's folder cannot be formatted: " + folder, e);
        }
    }

    /** Only a broker that ran makes folders among the records: one per partition. */
    private boolean holdsRecords() throws IOException {
        if (!Files.isDirectory(records())) {
            return false;
        }
        try (var entries = Files.list(records())) {
            return entries.anyMatch(Files::isDirectory);
        }
    }

    private static void clear(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        try (var entries = Files.walk(tree)) {
            for (Path entry : entries.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(entry);
            }
        }
    }

    private BrokerIdentity read() throws IOException {
        var properties = new Properties();
        try (Reader reader = Files.newBufferedReader(folder.resolve(IDENTITY))) {
            properties.load(reader);
            return BrokerIdentity.of(properties);
        } catch (IllegalArgumentException e) {
            throw new IOException("not a broker's identity: " + folder.resolve(IDENTITY), e);
        }
    }

    private void write(BrokerIdentity identity) throws IOException {
        var text = new StringWriter();
        identity.toProperties().store(text, "Kept by the embedded Kafka broker; secret");
        Path fresh = folder.resolve(IDENTITY + ".new");
        Files.deleteIfExists(fresh);
        var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        var secret =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try (var channel = FileChannel.open(fresh, options, secret)) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(text.toString());
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(fresh, folder.resolve(IDENTITY), StandardCopyOption.ATOMIC_MOVE);
        try (var directory = FileChannel.open(folder, EnumSet.of(StandardOpenOption.READ))) {
            directory.force(true);
        }
    }

    private static int choosePort(int wanted, int remembered) throws IOException {
        if (wanted != 0) {
            if (!isFree(wanted)) {
                throw new IOException(
                        "port %d is taken: end what listens there, or choose another port for the Kafka broker"
                                .formatted(wanted));
            }
            return wanted;
        }
        return remembered != 0 && isFree(remembered) ? remembered : freePort();
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral(EmbeddedBroker.HOST), port), 1);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
