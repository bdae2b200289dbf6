package io.safelight.child;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class CoreLimitTest {
    private static final String LIMITS =
            """
            Limit                     Soft Limit           Hard Limit           Units
            Max stack size            8388608              unlimited            bytes
            Max core file size        %s                    %s            bytes
            """;

    @Test
    void oneByteWhereItIsAllowed() {
        assertThat(CoreLimit.bytes(LIMITS.formatted("0", "unlimited"))).isEqualTo(1);
        assertThat(CoreLimit.bytes(LIMITS.formatted("0", "4096"))).isEqualTo(1);
    }

    @Test
    void noneWhereTheHardLimitForbidsOne() {
        assertThat(CoreLimit.bytes(LIMITS.formatted("0", "0"))).isZero();
        assertThat(CoreLimit.bytes("nothing that we know")).isZero();
    }

    @Test
    @Timeout(30)
    void aJailStartsUnderAHardLimitOfZero() throws Exception {
        String java = ProcessHandle.current().info().command().orElseThrow();
        String call =
                "ulimit -c 0; exec '%s' -cp '%s' %s"
                        .formatted(
                                java,
                                System.getProperty("java.class.path"),
                                Jailer.class.getName());

        Process process = new ProcessBuilder("bash", "-c", call).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor(20, TimeUnit.SECONDS)).as(said).isTrue();
        assertThat(said).matches("\\d+ \\d+\\n");
    }
}
