package io.safelight.ingress.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.safelight.telemetry.Meters;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ListenTest {
    @Test
    void aTakenPortIsNamed() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> TestDoor.open("http.port=" + taken.getLocalPort()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("127.0.0.1:" + taken.getLocalPort())
                    .hasMessageContaining("--port");
        }
    }

    @Test
    void aForeignAddressIsNamed() {
        assertThatThrownBy(() -> TestDoor.open("http.host=192.0.2.1"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("192.0.2.1")
                .hasMessageContaining("http.host");
        assertThatThrownBy(() -> TestDoor.open("http.host=no-such-name.invalid"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no-such-name.invalid")
                .hasMessageContaining("http.host");
    }

    @Test
    void onlyTheAddressIsBlamedForTheAddress() {
        var listener = new Listener(TestDoor.settings(), Meters.none());

        assertThat(listener.cannotListen(new IllegalStateException("a bug"))).isEmpty();
    }
}
