package io.safelight.bench.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JpegCommentTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 4, 5, 65_536, 65_537, 65_538, 65_539, 65_540, 65_541, 200_000})
    void fileBecomesExactlyThatLongAndIsStillAPicture(int more) throws IOException {
        byte[] picture = picture();

        byte[] padded = JpegComment.pad(picture, picture.length + more);

        assertThat(padded).hasSize(picture.length + more);
        BufferedImage decoded = ImageIO.read(new ByteArrayInputStream(padded));
        assertThat(decoded.getWidth()).isEqualTo(40);
    }

    private static byte[] picture() throws IOException {
        var file = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(40, 30, BufferedImage.TYPE_3BYTE_BGR), "jpeg", file);
        return file.toByteArray();
    }
}
