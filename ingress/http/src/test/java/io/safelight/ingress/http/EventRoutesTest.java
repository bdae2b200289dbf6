package io.safelight.ingress.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.safelight.domain.work.ImageRecord;
import io.safelight.testkit.ledger.LedgerSamples;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EventRoutesTest {
    @Test
    void eventsTellEveryChangeAndResumeWhereTheyWereCut() throws Exception {
        try (var door = TestDoor.open()) {
            ImageRecord image = door.images.completed(1);
            String path = "/v1/images/" + image.id() + "/events";

            List<String> all = events(door, path, 3, Map.of());
            List<String> rest = events(door, path, 1, Map.of("Last-Event-ID", id(all.get(1))));

            assertThat(all.get(0)).contains("received");
            assertThat(all.getLast()).contains("completed");
            assertThat(rest).containsExactly(all.getLast());
            assertThat(events(door, path + "?after=" + id(all.get(1)), 1, Map.of()))
                    .isEqualTo(rest);
        }
    }

    @Test
    void othersChangesBringNoSignOfLife() throws Exception {
        try (var door = TestDoor.open("http.heartbeat=5m");
                var reader = door.events("/v1/events", door.ana, Map.of())) {
            for (int i = 1; i <= 50; i++) {
                door.images.admitted(LedgerSamples.OTHER, i);
            }
            ImageRecord own = door.images.admitted(51);

            assertThat(reader.next()).contains(own.id().toString());
            assertThat(reader.heartbeats()).isZero();
        }
    }

    @Test
    void aStreamWithoutNewsSaysThatItIsAlive() throws Exception {
        try (var door = TestDoor.open("http.heartbeat=100ms");
                var reader = door.events("/v1/events", door.ana, Map.of())) {
            reader.awaitHeartbeat();
            reader.awaitHeartbeat();
            ImageRecord own = door.images.admitted(1);

            assertThat(reader.next()).contains(own.id().toString());
        }
    }

    @Test
    void watchersAreNoMoreThanAgreed() throws Exception {
        try (var door = TestDoor.open("http.max-watchers=1", "http.heartbeat=100ms")) {
            try (var reader = door.events("/v1/events", door.ana, Map.of())) {
                reader.awaitHeartbeat();

                var second = door.get("/v1/events", door.ana);

                assertThat(second.statusCode()).isEqualTo(503);
                assertThat(TestDoor.code(second)).isEqualTo("too-many-watchers");
            }
            try (var again = await(() -> door.events("/v1/events", door.ana, Map.of()))) {
                again.awaitHeartbeat();
            }
        }
    }

    @Test
    void anEventIdIsNotNegative() throws Exception {
        try (var door = TestDoor.open()) {
            for (String odd : List.of("-1", "9223372036854775808", "x")) {
                var request = door.request("/v1/events").header("Last-Event-ID", odd);

                assertThat(door.send(request, door.ana).statusCode()).as(odd).isEqualTo(400);
            }
        }
    }

    /** The door notices at its next sign of life that a watcher is gone. */
    private static EventReader await(Callable<EventReader> open) throws Exception {
        while (true) {
            EventReader reader = open.call();
            try {
                reader.awaitHeartbeat();
                return reader;
            } catch (IOException refused) {
                reader.close();
            }
        }
    }

    private static List<String> events(
            TestDoor door, String path, int count, Map<String, String> headers) throws Exception {
        try (var reader = door.events(path, door.ana, headers)) {
            var events = new ArrayList<String>();
            while (events.size() < count) {
                events.add(reader.next());
            }
            return events;
        }
    }

    private static String id(String event) {
        return event.lines()
                .filter(line -> line.startsWith("id:"))
                .findFirst()
                .orElseThrow()
                .substring(3)
                .strip();
    }
}
