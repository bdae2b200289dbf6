package io.safelight.adapter.sandbox;

import io.safelight.child.Inside;
import io.safelight.child.JailException;
import io.safelight.child.JailSpec;
import io.safelight.child.JailedJvm;
import io.safelight.domain.program.Program;
import io.safelight.ports.sandbox.wire.HelloFrame;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** Brings up children. */
final class ChildStart {
    private final JailSpec spec;
    private final SandboxSettings settings;
    private final Executor io;

    ChildStart(ChildProgram program, SandboxSettings settings, Executor io) {
        this.spec =
                new JailSpec(
                        "sandbox",
                        program.javaHome(),
                        program.classpath(),
                        program.mainClass(),
                        program.jvmOptions(),
                        List.of(Inside.ANSWERS),
                        program.readOnly(),
                        settings.maxDataBytes(),
                        settings.scratchBytes(),
                        program.environment());
        this.settings = settings;
        this.io = io;
    }

    /** A child came up, or not. */
    sealed interface Outcome {
        record Up(Child child) implements Outcome {}

        /**
         * @param why for the operator
         */
        record Failed(String why) implements Outcome {}
    }

    /**
     * Starts a child and hears its hello.
     *
     * @param born called with the jail as soon as there is one, so that it can be killed meanwhile
     */
    Outcome start(Consumer<JailedJvm> born) {
        JailedJvm jail;
        try {
            jail = JailedJvm.start(spec);
        } catch (JailException e) {
            return new Outcome.Failed(String.valueOf(e.getMessage()));
        }
        born.accept(jail);
        Watched.Ending<List<Program>> hello =
                Watched.talk(
                        io,
                        () -> HelloFrame.read(jail.answers(), settings.limits()),
                        settings.startLimit(),
                        jail::kill);
        return switch (hello) {
            case Watched.Ending.Done<List<Program>>(var programs) ->
                    new Outcome.Up(new Child(jail, programs));
            case Watched.Ending.Failed<List<Program>>(var why) ->
                    failed(jail, "it did not come up (" + why.getMessage() + ")");
            case Watched.Ending.Overran<List<Program>>() ->
                    failed(jail, "it was not up after " + settings.startLimit());
            case Watched.Ending.Interrupted<List<Program>>() ->
                    failed(jail, "its start was interrupted");
        };
    }

    private static Outcome failed(JailedJvm jail, String what) {
        jail.kill();
        String words = jail.lastWords();
        return new Outcome.Failed(
                "The sandbox's child cannot be started: "
                        + what
                        + (words.isEmpty() ? "" : "; it said: " + LastWords.shortened(words)));
    }
}
