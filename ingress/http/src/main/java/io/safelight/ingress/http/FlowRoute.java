package io.safelight.ingress.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.safelight.domain.image.Source;
import io.safelight.domain.work.State;
import io.safelight.ports.ledger.Flow;
import io.safelight.ports.ledger.FlowLedger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;

/** What happens to the caller's images right now, in small numbers. */
record FlowRoute(FlowLedger ledger, InstantSource clock) {

    void tell(Context ctx) {
        Instant now = clock.instant();
        Flow flow = ledger.flow(Route.caller(ctx).tenant(), now);
        ObjectNode answer = Json.object();
        ObjectNode doors = answer.putObject("doors");
        for (Source door : Source.values()) {
            doors.putObject(door.name().toLowerCase(Locale.ROOT))
                    .put("receivedLastMinute", flow.received(door));
        }
        answer.put("waiting", flow.waiting()).put("working", flow.inWork());
        ObjectNode done = answer.putObject("doneLastMinute");
        for (State state : State.values()) {
            if (state.isFinal()) {
                done.put(state.label(), flow.done(state));
            }
        }
        answer.put("notYetInLake", flow.uncatalogued())
                .put(
                        "oldestWaitingSeconds",
                        flow.dueSince().map(at -> seconds(at, now)).orElse(null));
        Json.write(ctx, answer);
    }

    private static long seconds(Instant from, Instant to) {
        return Math.max(0, Duration.between(from, to).toSeconds());
    }
}
