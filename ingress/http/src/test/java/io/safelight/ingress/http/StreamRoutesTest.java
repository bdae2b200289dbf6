package io.safelight.ingress.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.safelight.domain.identity.TenantId;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StreamRoutesTest {
    private TestDoor door;

    @BeforeEach
    void open() throws IOException {
        door = TestDoor.open();
    }

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void publishingAnswersWithTheIdThatTheImageWillHave() throws Exception {
        var upload =
                door.post("/v1/stream/images", StoredImages.BYTES)
                        .header("Content-Disposition", "attachment; filename=a.jpg");

        var response = door.send(upload, door.ana);

        assertThat(response.statusCode()).isEqualTo(202);
        var body = TestDoor.json(response);
        assertThat(body.path("topic").asText()).isEqualTo("images.inbound.acme");
        assertThat(body.path("partition").isInt()).isTrue();
        assertThat(body.path("offset").isInt()).isTrue();
        assertThat(response.headers().firstValue("Location"))
                .contains("/v1/images/" + body.path("id").asText());
        var stored = door.streams.stored(new TenantId("acme"));
        assertThat(stored).hasSize(1);
        assertThat(stored.getFirst().claims().filename()).isEqualTo(Optional.of("a.jpg"));
    }

    @Test
    void whatIsNoRecordIsNotPublished() throws Exception {
        int tooLarge = (int) TestDoor.MAX_RECORD_BYTES + 1;

        var large = door.send(door.post("/v1/stream/images", new byte[tooLarge]), door.ana);
        var empty = door.send(door.post("/v1/stream/images", ""), door.ana);

        assertThat(large.statusCode()).isEqualTo(413);
        assertThat(empty.statusCode()).isEqualTo(400);
        assertThat(door.streams.stored(new TenantId("acme"))).isEmpty();
    }
}
