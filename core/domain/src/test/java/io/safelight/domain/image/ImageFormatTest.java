package io.safelight.domain.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageFormatTest {

    @ParameterizedTest
    @CsvSource({
        "JPEG, ffd8ffe000104a46",
        "JPEG, ffd8ffe1",
        "JPEG, ffd8ffdb",
        "PNG, 89504e470d0a1a0a0000000d49484452",
        "WEBP, 52494646ffffffff57454250565038",
        "GIF, 474946383761",
        "GIF, 4749463839610100",
        "TIFF, 49492a0008000000",
        "TIFF, 4d4d002a00000008",
        "TIFF, 49492b0008000000",
        "TIFF, 4d4d002b00080000"
    })
    void isToldByTheFirstBytes(ImageFormat format, String head) {
        assertThat(ImageFormat.sniff(HexFormat.of().parseHex(head))).contains(format);
    }

    @ParameterizedTest
    @CsvSource({
        "HEIC, heic, mif1 heic",
        "HEIC, mif1, mif1 heic",
        "HEIC, msf1, msf1 hevc",
        "HEIC, heix, ''",
        "AVIF, avif, avif mif1 miaf",
        "AVIF, mif1, mif1 avif miaf",
        "AVIF, avis, ''",
        "AVIF, avif, heic",
        "HEIC, heic, avif",
        "HEIC, mif1, aaaa bbbb cccc dddd eeee ffff gggg hhhh iiii jjjj kkkk heic"
    })
    void isToldByTheBrandsOfAFileTypeBox(ImageFormat format, String major, String compatible) {
        assertThat(ImageFormat.sniff(fileType(major, compatible))).contains(format);
    }

    @Test
    void aBrandBeyondTheFileTypeBoxDoesNotCount() {
        byte[] head = fileType("mp42", "isom");
        byte[] longer = Arrays.copyOf(head, head.length + 4);
        System.arraycopy("heic".getBytes(ISO_8859_1), 0, longer, head.length, 4);

        assertThat(ImageFormat.sniff(longer)).isEmpty();
    }

    @Test
    void theMinorVersionIsNotABrand() {
        byte[] head = fileType("mp42", "isom");
        System.arraycopy("heic".getBytes(ISO_8859_1), 0, head, 12, 4);

        assertThat(ImageFormat.sniff(head)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 8, 12, 15})
    void aFileTypeBoxWithoutRoomForItsFieldsIsNone(long boxBytes) {
        assertThat(ImageFormat.sniff(fileType(boxBytes, "heic", "mif1 heic"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {0x10000, 0x10004, 0x7fffffff, 0xffffffffL})
    void aFileTypeBoxOfAnyLengthIsReadToTheEndOfTheHead(long boxBytes) {
        assertThat(ImageFormat.sniff(fileType(boxBytes, "mif1", "miaf avif")))
                .contains(ImageFormat.AVIF);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%PDF-1.7\n\u00ff\u00d8\u00ff",
                "<svg xmlns='http://www.w3.org/2000/svg'>",
                "<!DOCTYPE html><img>",
                "PK\u0003\u0004GIF89a",
                "#!/bin/sh\nGIF89a",
                "\u007fELF",
                "MZ\u0090",
                " \u00ff\u00d8\u00ff",
                "GIF88a",
                "gif89a",
                "RIFF\u0004\u0000\u0000\u0000WAVEfmt WEBP",
                "RIFX\u0004\u0000\u0000\u0000WEBP",
                "\u0089PNG\n\u001a\n",
                "II*\u0001",
                "MM\u0000+\u0000\u0004\u0000\u0000",
                "BM",
                "8BPS",
                "\u0000\u0000\u0000\fJXL ",
                "\u0000\u0000\u0000\u0014ftypqt  \u0000\u0000\u0000\u0000qt  ",
                "\u0000\u0000\u0000\u0018ftypisom\u0000\u0000\u0002\u0000isommp41",
                "\u0000\u0000\u0000\u0018ftypHEIC\u0000\u0000\u0000\u0000HEICAVIF",
                "/* GIF89a */",
            })
    void whatOnlyHoldsAnImageSomewhereIsNone(String head) {
        assertThat(ImageFormat.sniff(head.getBytes(ISO_8859_1))).isEmpty();
    }

    @Test
    void aHeadThatIsTooShortIsNoneAndNeverFails() {
        byte[][] heads = {
            {(byte) 0xff, (byte) 0xd8},
            "\u0089PNG\r\n\u001a".getBytes(ISO_8859_1),
            "RIFF\u0004\u0000\u0000\u0000WEB".getBytes(ISO_8859_1),
            "GIF89".getBytes(ISO_8859_1),
            {'I', 'I', 42}
        };
        for (byte[] head : heads) {
            assertThat(ImageFormat.sniff(head)).isEmpty();
        }
        byte[] heic = fileType("heic", "mif1 heic");
        for (int length = 0; length < 12; length++) {
            assertThat(ImageFormat.sniff(Arrays.copyOf(heic, length))).isEmpty();
        }
        assertThat(ImageFormat.sniff(Arrays.copyOf(heic, 12))).contains(ImageFormat.HEIC);
    }

    @Test
    void anyBytesHaveAFormatOrNone() {
        long seed = 20261121;
        var random = new Random(seed);
        String[] starts = {
            "", "RIFF", "\0\0\0 ftyp", "\u00ff\u00ff\u00ff\u00ffftypmif1", "II", "MM"
        };
        for (int i = 0; i < 200_000; i++) {
            byte[] head = new byte[random.nextInt(ImageFormat.SNIFF_BYTES + 1)];
            random.nextBytes(head);
            byte[] start = starts[random.nextInt(starts.length)].getBytes(ISO_8859_1);
            System.arraycopy(start, 0, head, 0, Math.min(start.length, head.length));
            byte[] before = head.clone();

            ImageFormat.sniff(head);

            assertThat(Arrays.equals(head, before)).as("seed %d, round %d", seed, i).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void isFoundByItsContentType(ImageFormat format) {
        assertThat(ImageFormat.ofContentType(format.contentType())).contains(format);
        assertThat(format.extension()).matches("[a-z]{3,4}");
    }

    @Test
    void aForeignContentTypeHasNoFormat() {
        assertThat(ImageFormat.ofContentType("image/svg+xml")).isEmpty();
        assertThat(ImageFormat.ofContentType("IMAGE/JPEG")).isEmpty();
    }

    private static byte[] fileType(String major, String compatible) {
        int brands = compatible.isEmpty() ? 0 : compatible.split(" ").length;
        return fileType(16 + 4L * brands, major, compatible);
    }

    private static byte[] fileType(long boxBytes, String major, String compatible) {
        String text = "....ftyp" + major + "\0\0\0\0" + compatible.replace(" ", "");
        byte[] head = text.getBytes(ISO_8859_1);
        for (int i = 0; i < 4; i++) {
            head[i] = (byte) (boxBytes >>> (24 - 8 * i));
        }
        return head;
    }
}
