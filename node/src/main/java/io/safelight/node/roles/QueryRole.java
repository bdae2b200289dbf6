package io.safelight.node.roles;

import io.safelight.ingress.http.Dependency;
import io.safelight.ports.Port;
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

/** Answers SQL. Until it is up, questions are told to come back. */
public final class QueryRole implements Role, SqlEngine {
    private final QuerySettings settings;
    private final Path cache;
    private final KeeperRole keeper;
    private final InstantSource clock;
    private final Meters meters;
    private final Late<SqlEngine> engine = new Late<>(Port.QUERY);

    /**
     * @param cache for the engine's unpacked library; holds nothing of images
     * @param keeper whose lake is asked; to be closed after this
     */
    public QueryRole(
            QuerySettings settings,
            Path cache,
            KeeperRole keeper,
            InstantSource clock,
            Meters meters) {
        this.settings = settings;
        this.cache = cache;
        this.keeper = keeper;
        this.clock = clock;
        this.meters = meters;
    }

    @Override
    public String name() {
        return "query";
    }

    /** Blocks until the lake is open and the first child is warm. */
    @Override
    public void start() {
        engine.open(
                closer ->
                        closer.add(
                                GovernedSqlEngine.start(
                                        keeper.lake(), settings, clock, launch(), meters)));
    }

    @Override
    public Dependency state() {
        return engine.state("sql", _ -> "");
    }

    @Override
    public SqlAnswer query(SqlQuestion question) {
        return engine.peek().map(up -> up.query(question)).orElseGet(SqlAnswer.Busy::new);
    }

    @Override
    public void close() {
        engine.close();
    }

    private JailedLaunch launch() throws IOException {
        try {
            return JailedLaunch.prepare(settings, Path.of(System.getProperty("java.home")), cache);
        } catch (IOException e) {
            throw new IOException(
                    "Cannot unpack the SQL engine to " + cache + ": is the disk full or read-only?",
                    e);
        }
    }
}
