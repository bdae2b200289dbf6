package io.safelight.ingress.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.safelight.ports.submissions.Submission;
import io.safelight.ports.submissions.SubmissionAnswer;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class UploadRoutesTest {
    private static final byte[] BYTES = StoredImages.BYTES;
    private static final String END = "--b--\r\n";

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
    void anUploadBecomesASubmissionOfItsCaller() throws Exception {
        var response =
                door.send(
                        upload().header(
                                        "Content-Disposition",
                                        "attachment; filename*=UTF-8''caf%C3%A9.jpg")
                                .header("Safelight-Attributes", "{\"a\":1}")
                                .header("Idempotency-Key", "k1")
                                .header("Repr-Digest", "sha-512=:eA==:")
                                .header("Repr-Digest", "sha-256=:" + "A".repeat(43) + "=:"),
                        door.ana);

        assertThat(response.statusCode()).isEqualTo(201);
        var body = TestDoor.json(response);
        assertThat(response.headers().firstValue("Location"))
                .contains("/v1/images/" + body.path("id").asText());
        assertThat(body.path("receipt").asText()).isEqualTo("receipt");
        assertThat(response.headers().firstValue("Safelight-Notice")).contains("TEST MODE");
        Submission submission = door.ingest.seen.getFirst();
        assertThat(submission.origin().tenant().value()).isEqualTo("acme");
        assertThat(submission.claims())
                .isEqualTo(
                        new Submission.Claims(
                                Optional.of("café.jpg"),
                                Optional.of("{\"a\":1}"),
                                Optional.of("0".repeat(64)),
                                Optional.of("k1")));
        assertThat(door.ingest.bodies.getFirst()).isEqualTo(BYTES);
    }

    @Test
    void theCallersTraceGoesAlongAndWhatIsNoneIsPassedOver() throws Exception {
        String trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

        door.send(door.post("/v1/images", "x").header("traceparent", trace), door.ana);
        door.send(door.post("/v1/images", "x").header("traceparent", "ana@acme"), door.ana);

        assertThat(door.ingest.seen.getFirst().origin().trace()).contains(trace);
        assertThat(door.ingest.seen.getLast().origin().trace()).isEmpty();
    }

    @Test
    void theOneFileOfAFormIsTheImage() throws Exception {
        String begin = field("attributes", "{\"p\":\"x\"}") + file("a.jpg", "image bytes");

        var one = door.send(form(begin + END), door.ana);
        var two = door.send(form(begin + file("b", "x") + END), door.ana);
        var cut = door.send(form(begin), door.ana);

        assertThat(one.statusCode()).isEqualTo(201);
        assertThat(door.ingest.bodies).containsExactly("image bytes".getBytes(UTF_8));
        assertThat(door.ingest.seen.getFirst().claims().filename()).contains("a.jpg");
        assertThat(door.ingest.seen.getFirst().claims().attributes()).contains("{\"p\":\"x\"}");
        assertThat(two.statusCode()).isEqualTo(400);
        assertThat(cut.statusCode()).isEqualTo(400);
    }

    @Test
    void aFormTakesAsLongANameAsAHeaderDoes() throws Exception {
        String name = "図".repeat(250) + ".jpg";

        var response = door.send(form(file(name, "x") + END), door.ana);

        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(door.ingest.seen.getFirst().claims().filename()).contains(name);
    }

    @Test
    void aFormWithoutAFileIsRefused() throws Exception {
        for (String odd : List.of(END, field("attributes", "{}") + END, "nothing of the kind")) {
            assertThat(door.send(form(odd), door.ana).statusCode()).as(odd).isEqualTo(400);
        }
        var large = door.send(form(field("attributes", "x".repeat(17 << 10)) + END), door.ana);
        assertThat(large.statusCode()).isEqualTo(413);
    }

    @Test
    void refusalsAreProblemsWithTheirStatus() throws Exception {
        var statuses = new ArrayList<Integer>();
        for (SubmissionAnswer.Refusal refusal : SubmissionAnswer.Refusal.values()) {
            door.ingest.refusal = Optional.of(refusal);
            var response = door.send(upload(), door.ana);
            statuses.add(response.statusCode());
            assertThat(response.headers().firstValue("Content-Type"))
                    .contains("application/problem+json");
            assertThat(TestDoor.code(response)).isEqualTo("because");
        }

        assertThat(statuses).containsExactly(400, 409, 410, 413, 415, 422, 503);
    }

    @Test
    void aRefusedBodyIsReadSoThatItsSenderReadsTheAnswer() throws Exception {
        door.ingest.refusal = Optional.of(SubmissionAnswer.Refusal.UNSUPPORTED);

        var response = door.send(door.post("/v1/images", new byte[4 << 20]), door.ana);

        assertThat(response.statusCode()).isEqualTo(415);
    }

    @Test
    void bodiesAreTakenOnlyAsTheyAre() throws Exception {
        assertThat(door.send(upload().header("Content-Encoding", "gzip"), door.ana).statusCode())
                .isEqualTo(415);
        assertThat(door.send(form(file("a\0b.jpg", "x") + END), door.ana).statusCode())
                .isEqualTo(400);
        assertThat(door.ingest.seen).isEmpty();
    }

    @Test
    void whatIsSaidTwiceIsNotChosenFrom() throws Exception {
        for (String name :
                List.of("Idempotency-Key", "Safelight-Attributes", "Content-Disposition")) {
            var twice = upload().header(name, "a").header(name, "b");

            var response = door.send(twice, door.ana);

            assertThat(response.statusCode()).as(name).isEqualTo(400);
            assertThat(response.body()).contains(name + " is there twice");
        }
        assertThat(door.ingest.seen).isEmpty();
    }

    @Test
    void aDigestThatCannotBeCheckedIsRefused() throws Exception {
        for (String odd :
                List.of(
                        "sha-512=:eA==:",
                        "sha-256=abc",
                        "sha-256=:" + "=".repeat(44) + ":",
                        "sha-256=:" + "A".repeat(44) + ":")) {
            var response = door.send(upload().header("Repr-Digest", odd), door.ana);

            assertThat(response.statusCode()).as(odd).isEqualTo(400);
        }
    }

    private HttpRequest.Builder upload() {
        return door.post("/v1/images", BYTES);
    }

    private HttpRequest.Builder form(String body) {
        return door.post("/v1/images", body)
                .header("Content-Type", "multipart/form-data; boundary=b");
    }

    private static String field(String name, String value) {
        return "--b\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
                .formatted(name, value);
    }

    private static String file(String name, String bytes) {
        return "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\n\r\n%s\r\n"
                .formatted(name, bytes);
    }
}
