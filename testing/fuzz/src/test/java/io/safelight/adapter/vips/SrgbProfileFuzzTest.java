package io.safelight.adapter.vips;

import static java.nio.charset.StandardCharsets.UTF_16BE;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.safelight.fuzz.Bytes;
import io.safelight.fuzz.Trial;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** The names of colour profiles. */
class SrgbProfileFuzzTest {
    private static final int FIRST_TAG_AT = 132;
    private static final int TEXT_AT = FIRST_TAG_AT + 12;

    static Stream<byte[]> seeds() {
        byte[] old = new Bytes().text("desc").u32(0).u32(5).text("sRGB").u8(0).done();
        byte[] name = "sRGB".getBytes(UTF_16BE);
        byte[] unicode =
                new Bytes().text("mluc").zeros(16).u32(name.length).u32(28).bytes(name).done();
        return Stream.of(
                profile(1, "desc", TEXT_AT, old),
                profile(1, "desc", TEXT_AT, unicode),
                profile(-1, "desc", Integer.MAX_VALUE, old),
                profile(0x7fff_ffff, "cprt", 0, unicode));
    }

    /** A profile with one tag; ICC.1:2022, 7.2 and 7.3. */
    private static byte[] profile(int declaredTags, String tag, int at, byte[] text) {
        return new Bytes()
                .zeros(FIRST_TAG_AT - 4)
                .u32(declaredTags)
                .text(tag)
                .u32(at)
                .u32(text.length)
                .bytes(text)
                .done();
    }

    @MethodSource("seeds")
    @FuzzTest
    void whateverItIsItIsSrgbOrNot(byte[] profile) {
        Trial.run(() -> SrgbProfile.isSrgb(profile), (Object) profile);
    }
}
