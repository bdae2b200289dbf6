package io.safelight.ingress.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import io.safelight.fuzz.Bytes;
import io.safelight.fuzz.Trial;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Bodies of uploads that are forms. */
class MultipartFuzzTest {
    private static final String FORM = "multipart/form-data; boundary=b";
    private static final String FILE =
            "--b\r\nContent-Disposition: form-data; name=\"image\"; filename=\"a.jpg\"\r\n"
                    + "Content-Type: image/jpeg\r\n\r\n\u00ff\u00d8\u00ff\r\n--b";
    private static final String ATTRIBUTES =
            "--b\r\nContent-Disposition: form-data; name=\"attributes\"\r\n\r\n{\"a\":1}\r\n";

    /** It ends in the middle of what the library skips. */
    private static final String CUT =
            "LS1iDQpDb250ZW50LURpc3Bvc2l0aW9uOiBmb3JtLWRhdGE7IG5hbWU9ImltYWdlIjsgcHlUPz0NCkNvbnRl"
                + "bnQtVHlwZTogaW1hZ2UvanD/OmVnDQoNCnBlOiBpbWFnZS9qcP86ZWcNCg0Kw7/DmMO/DQotLWI=";

    static Stream<Arguments> seeds() {
        return Stream.concat(
                texts(), Stream.of(Arguments.of("multipart/related" + FORM, Bytes.base64(CUT))));
    }

    private static Stream<Arguments> texts() {
        return Stream.of(
                        Arguments.of(FORM, FILE + "--\r\n"),
                        Arguments.of(FORM, ATTRIBUTES + FILE + "--\r\n"),
                        Arguments.of(FORM, FILE + "\r\n" + FILE.substring(5) + "--"),
                        Arguments.of(FORM, FILE + "\r\n" + ATTRIBUTES.substring(5) + "--b--"),
                        Arguments.of(FORM, FILE.replace("a.jpg", "a\\u0000.jpg") + "--"),
                        Arguments.of(FORM, FILE.replace("\"a.jpg\"", "=?UTF-8?B?4pyT?=")),
                        Arguments.of(FORM, FILE.replace("form-data", "attachment") + "--"),
                        Arguments.of("multipart/form-data", FILE),
                        Arguments.of("multipart/form-data; boundary=\"", "--\r\n"),
                        Arguments.of("multipart/mixed; boundary=b", FILE + "--"))
                .map(seed -> Arguments.of(seed.get()[0], Bytes.utf8((String) seed.get()[1])));
    }

    @MethodSource("seeds")
    @FuzzTest
    void aFormHasOneFileOrIsRefused(@NotNull String type, byte @NotNull [] body) {
        Trial.run(() -> check(type, body), type, body);
    }

    private static void check(String type, byte[] body) {
        try {
            MultipartImage image = MultipartImage.read(type, new ByteArrayInputStream(body));
            byte[] content = image.content().readAllBytes();
            assertThat(content.length).isLessThanOrEqualTo(body.length);
            assertThat(new String(body, java.nio.charset.StandardCharsets.ISO_8859_1))
                    .contains(new String(content, java.nio.charset.StandardCharsets.ISO_8859_1));
            assertThat(image.content().read()).isEqualTo(-1);
        } catch (Problem problem) {
            assertThat(problem.status()).isBetween(400, 499);
        } catch (IOException cut) {
            // The body ended before its last boundary: the door answers that it was cut.
            assertThat(cut).isNotNull();
        }
    }
}
