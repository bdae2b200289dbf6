package io.safelight.ingress.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.safelight.testkit.ledger.LedgerSamples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FlowRouteTest {
    @Test
    void everybodySeesTheFlowOfTheirOwnImages() throws Exception {
        try (var door = TestDoor.open()) {
            door.images.completed(1);
            door.images.claimed(2);
            door.images.admitted(4);
            door.images.admitted(LedgerSamples.OTHER, 5);
            door.setClock(TestDoor.NOON.plusSeconds(7));

            var flow = TestDoor.json(door.get("/v1/flow", door.ana));

            assertThat(flow)
                    .isEqualTo(
                            new JsonMapper()
                                    .readTree(
                                            """
                                            {"doors":{"http":{"receivedLastMinute":2},
                                                      "kafka":{"receivedLastMinute":1}},
                                             "waiting":1,"working":1,
                                             "doneLastMinute":
                                                {"completed":1,"quarantined":0,"failed":0},
                                             "notYetInLake":1,"oldestWaitingSeconds":7}
                                            """));
            var admin = TestDoor.json(door.get("/v1/flow", door.admin));
            assertThat(admin.path("waiting").asInt()).isZero();
            assertThat(admin.path("oldestWaitingSeconds").isNull()).isTrue();
        }
    }
}
