package io.safelight.node.roles;

import io.safelight.ingress.http.Dependency;
import io.safelight.node.Late;
import io.safelight.ports.Port;
import io.safelight.ports.PortException;
import io.safelight.ports.PortException.Kind;
import io.safelight.ports.lake.Lake;
import io.safelight.ports.query.SqlAnswer;
import io.safelight.ports.query.SqlEngine;
import io.safelight.ports.query.SqlQuestion;
import io.safelight.query.GovernedSqlEngine;
import io.safelight.query.JailedLaunch;
import io.safelight.query.QuerySettings;
import io.safelight.telemetry.Meters;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;

/** Answers SQL. Starts in the background; until it is up, questions are told to come back. */
public final class QueryRole implements SqlEngine {
    private final QuerySettings settings;
    private final Late<SqlEngine> engine = new Late<>(Port.QUERY);

    public QueryRole(QuerySettings settings) {
        this.settings = settings;
    }

    /**
     * Blocks until the first child is warm.
     *
     * @param cache for the engine's unpacked library; holds nothing of images
     */
    public void start(Lake lake, Path cache, InstantSource clock, Meters meters) {
        try {
            var launch =
                    JailedLaunch.prepare(settings, Path.of(System.getProperty("java.home")), cache);
            engine.arrive(GovernedSqlEngine.start(lake, settings, clock, launch, meters));
        } catch (IOException e) {
            var failure =
                    new PortException(
                            Port.QUERY,
                            Kind.REFUSED,
                            "cannot unpack the SQL engine to " + cache,
                            e);
            engine.fail(failure);
            throw failure;
        } catch (RuntimeException e) {
            engine.fail(e);
            throw e;
        }
    }

    public Dependency state() {
        boolean up = engine.peek().isPresent();
        return new Dependency("sql", up, up ? "" : "it is starting");
    }

    @Override
    public SqlAnswer query(SqlQuestion question) {
        return engine.peek().map(up -> up.query(question)).orElseGet(SqlAnswer.Busy::new);
    }

    @Override
    public void close() {
        engine.peek().ifPresent(SqlEngine::close);
    }
}
