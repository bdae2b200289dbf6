package io.safelight.node.platform;

import io.safelight.node.configuration.DataDirectory;
import io.safelight.node.configuration.NodeSettings;
import io.safelight.node.roles.Closer;
import io.safelight.node.roles.IntakeRole;
import io.safelight.node.roles.KeeperRole;
import io.safelight.node.roles.QueryRole;
import io.safelight.node.roles.Role;
import io.safelight.node.roles.Secrets;
import io.safelight.node.roles.Storage;
import io.safelight.node.roles.Watching;
import io.safelight.node.roles.WorkerRole;
import io.safelight.ports.scanner.Scanner;
import io.safelight.ports.submissions.Submissions;
import io.safelight.telemetry.Meters;
import java.time.InstantSource;
import java.util.List;

/** The roles of this process besides the HTTP door. */
record Roles(KeeperRole keeper, QueryRole query, WorkerRole worker, IntakeRole intake) {

    /** What they work with. */
    record Shared(
            Storage storage,
            Secrets secrets,
            Scanner scanner,
            Submissions ingest,
            InstantSource clock,
            Watching watching) {}

    /** Not started yet. In the reverse of the order in which they are to be closed. */
    static Roles of(DataDirectory data, NodeSettings settings, Shared shared, Closer closer) {
        InstantSource clock = shared.clock();
        Watching watching = shared.watching();
        Meters meters = watching.meters();
        var keeper =
                new KeeperRole(
                        new KeeperRole.Settings(settings.catalog(), settings.sweep()),
                        data.lake(),
                        shared.storage(),
                        clock,
                        watching);
        var query = new QueryRole(settings.query(), data.queryCache(), keeper, clock, meters);
        var worker = new WorkerRole(settings, shared.storage(), shared.scanner(), clock, watching);
        var intake =
                new IntakeRole(
                        settings.kafka(),
                        data.kafka(),
                        shared.ingest(),
                        shared.secrets().streamIds(),
                        meters);
        var roles = new Roles(keeper, query, worker, intake);
        roles.all().forEach(closer::add);
        return roles;
    }

    List<Role> all() {
        return List.of(keeper, query, worker, intake);
    }
}
