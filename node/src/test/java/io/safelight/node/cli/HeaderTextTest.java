package io.safelight.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Test;

class HeaderTextTest {

    @Test
    void jsonSaysTheSameInAscii() throws Exception {
        String json = "{\"título\":\"写真 😀 \\u007f\",\n\t\"n\":1}";

        String ascii = HeaderText.ascii(json);

        assertThat(ascii).matches("[ -~]+");
        var mapper = new JsonMapper();
        JsonNode same = mapper.readTree(ascii);
        assertThat(same).isEqualTo(mapper.readTree(json));
        assertThat(same.get("título").asText()).isEqualTo("写真 😀 \u007f");
    }

    @Test
    void noLineBreakReachesAHeader() {
        assertThat(HeaderText.ascii("{}\r\nX-Evil: 1")).isEqualTo("{}  X-Evil: 1");
        assertThat(HeaderText.ascii("\u0085\u2028\u007f")).isEqualTo("\\u0085\\u2028\\u007f");
    }
}
