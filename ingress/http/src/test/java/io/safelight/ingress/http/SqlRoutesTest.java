package io.safelight.ingress.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SqlRoutesTest {
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
    void anAnswerHasTheFormThatIsAskedFor() throws Exception {
        var csv = door.send(sql("SELECT 1").header("Accept", "text/csv"), door.ana);
        var any = door.send(sql("SELECT 1"), door.ana);
        var image = door.send(sql("SELECT 1").header("Accept", "image/png"), door.ana);

        assertThat(csv.body()).isEqualTo("CSV of acme");
        assertThat(csv.headers().firstValue("Content-Type")).contains("text/csv");
        assertThat(any.body()).isEqualTo("JSON of acme");
        assertThat(image.statusCode()).isEqualTo(406);
    }

    @Test
    void aQuestionThatCannotBeAnsweredIsAProblem() throws Exception {
        var bad = door.send(sql("DROP"), door.ana);
        var busy = door.send(sql("BUSY"), door.ana);

        assertThat(bad.statusCode()).isEqualTo(400);
        assertThat(TestDoor.code(bad)).isEqualTo("sql-not-a-select");
        assertThat(busy.statusCode()).isEqualTo(503);
        assertThat(busy.headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void aRequestThatIsNoQuestionIsRefused() throws Exception {
        for (String odd :
                List.of(
                        "",
                        "{}",
                        "[]",
                        "{\"sql\":1}",
                        "{\"sql\":\"SELECT 1\"} x",
                        "{\"sql\":\"SELECT 1\",\"sql\":\"SELECT 2\"}",
                        "{\"sql\":" + "[".repeat(10_000))) {
            var response = door.send(door.post("/v1/sql", odd), door.ana);

            assertThat(response.statusCode()).as(odd).isEqualTo(400);
            assertThat(TestDoor.code(response)).isEqualTo("malformed");
        }
        var large = door.send(sql("x".repeat(128 << 10)), door.ana);
        assertThat(large.statusCode()).isEqualTo(413);
    }

    @Test
    void anAnswerThatIsCutDoesNotLookComplete() {
        assertThatThrownBy(() -> door.send(sql("CUT").header("Accept", "text/csv"), door.ana))
                .isInstanceOf(IOException.class);
    }

    private HttpRequest.Builder sql(String statement) {
        return door.post("/v1/sql", "{\"sql\":\"" + statement + "\"}");
    }
}
