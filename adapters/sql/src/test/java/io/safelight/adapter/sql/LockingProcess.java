package io.safelight.adapter.sql;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** Another program that has locked the ledger's file, until it is closed. */
final class LockingProcess implements AutoCloseable {
    private final Process process;

    private LockingProcess(Process process) {
        this.process = process;
    }

    /**
     * @param statement takes the lock
     */
    static LockingProcess start(Path file, String statement) throws IOException {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-XX:TieredStopAtLevel=1",
                                "-Djava.io.tmpdir=" + file.getParent(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                LockingProcess.class.getName(),
                                file.toString(),
                                statement)
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
        if (!"locked".equals(said.readLine())) {
            process.destroyForcibly();
            throw new IOException("the other program could not lock the file");
        }
        return new LockingProcess(process);
    }

    public static void main(String[] arguments) throws SQLException, IOException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + arguments[0]);
                Statement statement = connection.createStatement()) {
            for (String sql : arguments[1].split(";")) {
                statement.execute(sql);
            }
            System.out.println("locked");
            // Until whoever started this closes it, or dies.
            System.in.transferTo(System.err);
        }
    }

    /** Returns when the lock is gone. */
    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        process.onExit().join();
    }
}
