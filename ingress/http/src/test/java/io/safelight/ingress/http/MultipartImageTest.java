package io.safelight.ingress.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MultipartImageTest {
    private static final String TYPE = "multipart/form-data; boundary=b";

    /** The library then counts beyond its buffer. */
    @Test
    void aFormThatEndsInTheMiddleOfWhatIsSkippedIsMalformed() {
        byte[] body =
                ("--b\r\nContent-Disposition: form-data; name=\"image\"; pyT?=\r\n"
                                + "Content-Type: image/jp\u00ff:eg\r\n\r\npe: image/jp\u00ff:eg\r\n"
                                + "\r\n\u00c3\u00bf\u00c3\u0098\u00c3\u00bf\r\n--b")
                        .getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(
                        () ->
                                MultipartImage.read(
                                                "multipart/related" + TYPE,
                                                new ByteArrayInputStream(body))
                                        .content()
                                        .readAllBytes())
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.status()).isEqualTo(400));
    }

    @Test
    void aMistakeOfOurOwnIsNotTheSendersFault() {
        var body =
                new InputStream() {
                    @Override
                    public int read() {
                        throw new IndexOutOfBoundsException("ours");
                    }

                    @Override
                    public int read(byte[] target, int offset, int length) {
                        throw new IndexOutOfBoundsException("ours");
                    }
                };

        assertThatThrownBy(() -> MultipartImage.read(TYPE, body))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("ours");
    }
}
