package io.safelight.testkit.faults;

import io.safelight.ports.Port;
import io.safelight.ports.PortException;
import io.safelight.testkit.faults.Fault.Moment;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Stands between the code under test and its ports, numbers the calls and lets a script decide what
 * becomes of each. What a port returns is watched too: writers, sealed objects, and the streams of
 * both. All ports behind one of these are one process: when it is killed, none of them does
 * anything any more. Safe for many threads; a call does not wait for others.
 */
public final class Faults {
    private static final String PORTS = "io.safelight.ports.";

    private final List<Call> calls = new ArrayList<>();
    private final Map<String, Queue<Fault>> planned = new HashMap<>();
    private Function<Call, Fault> script = _ -> Fault.none();
    private boolean dead;

    /**
     * The port, with faults.
     *
     * @param port an interface of {@code io.safelight.ports}
     */
    public <T> T on(Class<T> port, T real) {
        Object watched =
                Proxy.newProxyInstance(
                        port.getClassLoader(),
                        new Class<?>[] {port},
                        (_, method, arguments) ->
                                method.getDeclaringClass() == Object.class
                                        ? invoke(real, method, arguments)
                                        : call(portOf(port), port, real, method, arguments));
        return port.cast(watched);
    }

    /** Decides on every call that nothing was planned for. */
    public synchronized void script(Function<Call, Fault> decision) {
        script = decision;
    }

    /** The next calls of this method of any port meet these, in order; later ones the script's. */
    public synchronized void plan(String method, Fault... faults) {
        planned.computeIfAbsent(method, _ -> new ArrayDeque<>()).addAll(List.of(faults));
    }

    /** All so far, in order. */
    public synchronized List<Call> calls() {
        return List.copyOf(calls);
    }

    public synchronized boolean isDead() {
        return dead;
    }

    private @Nullable Object call(
            Port kind, Class<?> port, Object real, Method method, Object @Nullable [] arguments)
            throws Throwable {
        Effect effect = () -> watched(kind, invoke(real, method, arguments));
        return through(next(port.getSimpleName(), method.getName()), effect, kind, false);
    }

    private synchronized Planned next(String port, String method) {
        if (dead) {
            throw new Killed(port + "." + method + " of a dead process");
        }
        var call = new Call(calls.size() + 1, port, method);
        calls.add(call);
        Queue<Fault> plan = planned.get(method);
        Fault fault = plan == null ? null : plan.poll();
        return new Planned(call, fault == null ? script.apply(call) : fault);
    }

    private @Nullable Object through(Planned planned, Effect effect, Port kind, boolean isStream)
            throws Throwable {
        Call call = planned.call();
        return switch (planned.fault()) {
            case Fault.None() -> effect.happen();
            case Fault.Answer(Object value) -> value;
            case Fault.Fail(Moment moment, var how) -> {
                if (moment == Moment.AFTER) {
                    effect.happen();
                }
                String text = "as the test wished: " + call;
                throw isStream ? new IOException(text) : new PortException(kind, how, text);
            }
            case Fault.Late(Moment moment, Runnable meanwhile) -> {
                if (moment == Moment.BEFORE) {
                    meanwhile.run();
                    yield effect.happen();
                }
                @Nullable Object result = effect.happen();
                meanwhile.run();
                yield result;
            }
            case Fault.Kill(Moment moment) -> {
                if (moment == Moment.AFTER) {
                    effect.happen();
                }
                die();
                throw new Killed(call.toString());
            }
        };
    }

    private synchronized void die() {
        dead = true;
    }

    /** What a port gives out is part of it. */
    private @Nullable Object watched(Port kind, @Nullable Object result) {
        return switch (result) {
            case null -> null;
            case InputStream in -> new FaultyInput(this, kind, in);
            case OutputStream out -> new FaultyOutput(this, kind, out);
            default -> {
                Class<?> type = result.getClass();
                for (Class<?> face : type.getInterfaces()) {
                    if (face.getName().startsWith(PORTS) && !face.isSealed()) {
                        yield watched(face, result);
                    }
                }
                yield result;
            }
        };
    }

    private <T> T watched(Class<T> face, Object result) {
        return on(face, face.cast(result));
    }

    /** A read or write of a stream that a port gave out. */
    @Nullable Object stream(Port kind, String stream, String method, Effect effect)
            throws IOException {
        try {
            return through(next(stream, method), effect, kind, true);
        } catch (IOException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static @Nullable Object invoke(
            Object real, Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            Throwable cause = e.getCause();
            throw cause == null ? e : cause;
        }
    }

    /** Under which name its failures are told. */
    private static Port portOf(Class<?> port) {
        String name = port.getPackageName().substring(PORTS.length()).toUpperCase(Locale.ROOT);
        return switch (name) {
            case "ACCESS" -> Port.LEDGER;
            case "RECEIPTS" -> Port.KEYS;
            default -> Port.valueOf(name);
        };
    }

    /** What a call does. */
    interface Effect {
        @Nullable Object happen() throws Throwable;
    }

    private record Planned(Call call, Fault fault) {}
}
