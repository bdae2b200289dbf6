package io.safelight.adapter.sql;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Connections to a real database on which the next statement of a certain text fails, once. */
final class FaultyConnections implements SessionSource {
    private final Path file;
    private final AtomicReference<String> failing = new AtomicReference<>("");
    private final AtomicInteger commits = new AtomicInteger();
    private final AtomicInteger executions = new AtomicInteger();

    FaultyConnections(Path file) {
        this.file = file;
    }

    /** How many succeeded. */
    int commits() {
        return commits.get();
    }

    /** Of statements, whatever came of them. */
    int executions() {
        return executions.get();
    }

    void failNext(String statement) {
        failing.set(statement);
    }

    @Override
    public Session open() throws SQLException {
        Connection real = DriverManager.getConnection("jdbc:sqlite:" + file);
        return new Session(
                (Connection)
                        Proxy.newProxyInstance(
                                FaultyConnections.class.getClassLoader(),
                                new Class<?>[] {Connection.class},
                                (_, method, arguments) -> {
                                    Object result = call(method, real, arguments);
                                    return result instanceof PreparedStatement statement
                                            ? faulty(statement, (String) arguments[0])
                                            : result;
                                }));
    }

    private PreparedStatement faulty(PreparedStatement real, String sql) {
        return (PreparedStatement)
                Proxy.newProxyInstance(
                        FaultyConnections.class.getClassLoader(),
                        new Class<?>[] {PreparedStatement.class},
                        (_, method, arguments) -> {
                            String wanted = Objects.requireNonNull(failing.get());
                            boolean executes = method.getName().startsWith("execute");
                            if (executes) {
                                executions.incrementAndGet();
                            }
                            boolean fails =
                                    executes
                                            && !wanted.isEmpty()
                                            && sql.startsWith(wanted)
                                            && failing.compareAndSet(wanted, "");
                            if (fails) {
                                throw new SQLException("as the test wished");
                            }
                            Object result = call(method, real, arguments);
                            if (executes && sql.equals("COMMIT")) {
                                commits.incrementAndGet();
                            }
                            return result;
                        });
    }

    private static Object call(Method method, Object target, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
