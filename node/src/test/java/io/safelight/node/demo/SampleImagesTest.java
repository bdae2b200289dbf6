package io.safelight.node.demo;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.drew.imaging.ImageMetadataReader;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifSubIFDDirectory;
import com.drew.metadata.exif.GpsDirectory;
import io.safelight.adapter.clamd.EicarTestFile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class SampleImagesTest {
    private static final long SEED = 42;

    @Test
    void everyFileHasItsOwnNameAndAnExpectation() {
        List<Sample> samples = SampleImages.make(SEED, 24);

        assertThat(samples).hasSize(28);
        assertThat(samples).extracting(Sample::filename).doesNotHaveDuplicates();
        assertThat(samples).extracting(Sample::expectation).allMatch(text -> !text.isBlank());
    }

    @Test
    void sameSeedMakesTheSameBytesAndAnotherSeedOthers() {
        byte[] photo = SampleImages.jpeg(SEED, 1, 0.2);

        assertThat(SampleImages.jpeg(SEED, 1, 0.2)).isEqualTo(photo);
        assertThat(SampleImages.jpeg(SEED + 1, 1, 0.2)).isNotEqualTo(photo);
        assertThat(SampleImages.jpeg(SEED, 2, 0.2)).isNotEqualTo(photo);
    }

    @Test
    void photographsTellCameraTimeAndPlace() throws Exception {
        Metadata metadata = metadata(SampleImages.jpeg(SEED, 1, 0.2));

        var main = metadata.getFirstDirectoryOfType(ExifIFD0Directory.class);
        assertThat(main.getString(ExifIFD0Directory.TAG_MAKE)).isNotBlank();
        assertThat(main.getString(ExifIFD0Directory.TAG_MODEL)).isNotBlank();
        var exif = metadata.getFirstDirectoryOfType(ExifSubIFDDirectory.class);
        assertThat(exif.getString(ExifSubIFDDirectory.TAG_DATETIME_ORIGINAL))
                .matches("2025:\\d\\d:\\d\\d \\d\\d:\\d\\d:\\d\\d");
        assertThat(exif.getDateOriginal()).isNotNull();
        var location = metadata.getFirstDirectoryOfType(GpsDirectory.class).getGeoLocation();
        assertThat(location.getLatitude()).isCloseTo(64.1466, within(0.03));
        assertThat(location.getLongitude()).isCloseTo(-21.9426, within(0.03));
        assertThat(metadata.getDirectories()).allMatch(directory -> !directory.hasErrors());
    }

    @Test
    void allOrientationsOccurAndShowTheSameScene() throws Exception {
        var upright = Landscape.paint(SEED, 120, 80);
        int sky = upright.stored(1).getRGB(0, 0);

        assertThat(
                        IntStream.range(0, 24)
                                .map(index -> orientation(SampleImages.jpeg(SEED, index, 0.02)))
                                .distinct())
                .containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6, 7, 8);
        assertThat(upright.stored(6).getRGB(0, 119)).isEqualTo(sky);
        assertThat(upright.stored(8).getRGB(79, 0)).isEqualTo(sky);
        assertThat(upright.stored(3).getRGB(119, 79)).isEqualTo(sky);
        assertThat(upright.stored(5).getRGB(0, 0)).isEqualTo(sky);
        assertThat(upright.stored(7).getRGB(79, 119)).isEqualTo(sky);
    }

    @Test
    void infectedSampleIsAValidPictureThatCarriesTheTestText() throws Exception {
        byte[] infected = content("eicar-inside.jpg");

        assertThat(picture(infected)).isPresent();
        assertThat(new String(infected, ISO_8859_1))
                .contains(new String(EicarTestFile.bytes(), US_ASCII));
    }

    @Test
    void truncatedSampleHasAHeaderButNoEnd() throws Exception {
        byte[] truncated = content("truncated.jpg");

        assertThat(metadata(truncated).getFirstDirectoryOfType(ExifIFD0Directory.class))
                .isNotNull();
        assertThat(ByteBuffer.wrap(truncated).getShort(truncated.length - 2))
                .isNotEqualTo((short) 0xFFD9);
    }

    @Test
    void pixelBombClaimsMuchAndHoldsLittle() {
        var bomb = ByteBuffer.wrap(content("pixel-bomb.png"));

        assertThat(bomb.remaining()).isLessThan(200);
        assertThat(bomb.getInt(16)).isEqualTo(50_000);
        assertThat(bomb.getInt(20)).isEqualTo(50_000);
    }

    @Test
    void textIsNoPicture() throws Exception {
        assertThat(picture(content("not-an-image.jpg"))).isEmpty();
    }

    private static byte[] content(String filename) {
        return SampleImages.make(SEED, 0).stream()
                .filter(sample -> sample.filename().equals(filename))
                .findFirst()
                .orElseThrow()
                .content()
                .get();
    }

    private static int orientation(byte[] photo) {
        try {
            return metadata(photo)
                    .getFirstDirectoryOfType(ExifIFD0Directory.class)
                    .getInt(ExifIFD0Directory.TAG_ORIENTATION);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static Metadata metadata(byte[] image) throws Exception {
        return ImageMetadataReader.readMetadata(new ByteArrayInputStream(image));
    }

    private static Optional<BufferedImage> picture(byte[] image) throws Exception {
        return Optional.ofNullable(ImageIO.read(new ByteArrayInputStream(image)));
    }
}
