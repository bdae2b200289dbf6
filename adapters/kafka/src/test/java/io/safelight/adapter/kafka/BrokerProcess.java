package io.safelight.adapter.kafka;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A broker in a JVM of its own, for tests that kill it. */
final class BrokerProcess implements AutoCloseable {
    private final Process process;

    private BrokerProcess(Process process) {
        this.process = process;
    }

    /** Starts a broker in the folder, says that it is up, and waits to be killed. */
    public static void main(String[] args) throws Exception {
        try (var broker = EmbeddedBroker.start(EmbeddedBroker.Settings.in(Path.of(args[0])))) {
            System.out.println("up " + broker.bootstrap());
            int last = System.in.read();
            System.out.println("ending " + last);
        }
    }

    static BrokerProcess start(Path folder) throws IOException {
        var command =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BrokerProcess.class.getName(),
                        folder.toString());
        var process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        var output =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = output.readLine();
        while (line != null && !line.startsWith("up ")) {
            line = output.readLine();
        }
        if (line == null) {
            throw new IOException("the broker did not come up");
        }
        return new BrokerProcess(process);
    }

    /** SIGKILL. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
