package io.safelight.node.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.safelight.node.configuration.Configuration;
import io.safelight.node.configuration.DataDirectory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortCheckTest {
    @TempDir Path folder;

    @Test
    void aPortThatIsTakenIsNamedWithItsSetting() throws Exception {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(other.getLocalPort());

            assertThat(look(Map.of("kafka.port", port, "http.port", "0")))
                    .isInstanceOf(Finding.Problem.class)
                    .extracting(Finding::detail)
                    .isEqualTo("kafka.port " + port + " is taken");
        }
    }

    @Test
    void anyFreePortIsFine() {
        assertThat(look(Map.of("http.port", "0", "kafka.port", "0")))
                .isInstanceOf(Finding.Fine.class);
    }

    private Finding look(Map<String, String> set) {
        var data = new DataDirectory(folder.resolve("data"));
        return new PortCheck(data, Configuration.load(data, Map.of(), set)).look();
    }
}
