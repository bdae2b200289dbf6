package io.safelight.ports.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class BucketKeyTest {

    @Test
    void lendsItsMaterial() {
        byte[] first = new BucketKey(material()).use(byte[]::clone);

        assertThat(first).isEqualTo(material());
    }

    @Test
    void neverShowsItsMaterial() {
        var key = new BucketKey(material());

        assertThat(key.toString())
                .isEqualTo("BucketKey[redacted]")
                .doesNotContain(HexFormat.of().formatHex(material(), 0, 2))
                .doesNotContain(Arrays.toString(material()));
    }

    @Test
    void isZeroedAndUselessOnceItIsDestroyed() {
        byte[] material = material();
        var key = new BucketKey(material);

        key.destroy();
        key.destroy();

        assertThat(material).containsOnly(0);
        assertThatIllegalStateException().isThrownBy(() -> key.use(bytes -> bytes.length));
    }

    @Test
    void has256Bits() {
        assertThatIllegalArgumentException().isThrownBy(() -> new BucketKey(new byte[31]));
        assertThatIllegalArgumentException().isThrownBy(() -> new BucketKey(new byte[33]));
        assertThatIllegalArgumentException().isThrownBy(() -> new BucketKey(new byte[0]));
    }

    private static byte[] material() {
        byte[] material = new byte[BucketKey.BYTES];
        Arrays.fill(material, (byte) 0x5a);
        return material;
    }
}
