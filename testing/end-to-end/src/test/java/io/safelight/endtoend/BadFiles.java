package io.safelight.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.safelight.node.demo.SampleImages;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Files that are not what their name says, or that not everything can read. */
final class BadFiles {
    /** Made with libvips and x265: 48 by 36 pixels, a disc on a gradient. */
    private static final String HEIC =
            """
            AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAeRtZXRhAAAAAAAAACFoZGxyAAAAAAAAAABw
            aWN0AAAAAAAAAAAAAAAAAAAAAA5waXRtAAAAAAACAAAAEGlkYXQAAAAAADAAJAAAAExpbG9jAQAA
            AERAAAMAAQAAAAAAAAIIAAEAAAAAAAAARgACAAEAAAAAAAAAAQAAAAAAAAAIAAMAAAAAAAACTgAB
            AAAAAAAAAL4AAABNaWluZgAAAAAAAwAAABVpbmZlAgAAAQABAABodmMxAAAAABVpbmZlAgAAAAAC
            AABncmlkAAAAABVpbmZlAgAAAQADAABFeGlmAAAAANhpcHJwAAAAtmlwY28AAAB2aHZjQwEDcAAA
            AAAAAAAAAB7wAPz9+PgAAA8DIAABABhAAQwB//8DcAAAAwCQAAADAAADAB66AkAhAAEAKkIBAQNw
            AAADAJAAAAMAAAMAHqAggQWW6uSmubgQEDAgAAADACAAAAMAISIAAQAGRAHBc8CJAAAAFGlzcGUA
            AAAAAAAAQAAAAEAAAAAUaXNwZQAAAAAAAAAwAAAAJAAAABBwaXhpAAAAAAMICAgAAAAaaXBtYQAA
            AAAAAAACAAECgQIAAgIDhAAAAChpcmVmAAAAAAAAAA5kaW1nAAIAAQABAAAADmNkc2MAAwABAAIA
            AAEMbWRhdAAAAEIoAa8LYPXmFYZ4Jzr78EZUlvfk3HMdHXgmgsJWPEq4X9B89/LfPVk8D74/nFIJ
            hDlYyJUWP9MMsokEwoo6QXM7T4AAAAAGRXhpZgAASUkqAAgAAAAGABIBAwABAAAAAQAAABoBBQAB
            AAAAVgAAABsBBQABAAAAXgAAACgBAwABAAAAAgAAABMCAwABAAAAAQAAAGmHBAABAAAAZgAAAAAA
            AAA4YwAA6AMAADhjAADoAwAABgAAkAcABAAAADAyMTABkQcABAAAAAECAwAAoAcABAAAADAxMDAB
            oAMAAQAAAP//AAACoAQAAQAAADAAAAADoAQAAQAAACQAAAAAAAAA
            """;

    private BadFiles() {}

    static byte[] svg() {
        return """
        <?xml version="1.0"?>
        <svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>
        """
                .getBytes(UTF_8);
    }

    static byte[] pdf() {
        return "%PDF-1.4\n1 0 obj\n<</Type/Catalog>>\nendobj\ntrailer\n<</Root 1 0 R>>\n%%EOF\n"
                .getBytes(UTF_8);
    }

    static byte[] html() {
        return "<!doctype html><title>x</title><script>alert(1)</script>".getBytes(UTF_8);
    }

    static byte[] zip() {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("../../x.jpg"));
            zip.write(html());
            zip.closeEntry();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** A small file that declares 2,500 megapixels. */
    static byte[] pixelBomb() {
        return SampleImages.make(1, 0).stream()
                .filter(sample -> sample.filename().equals("pixel-bomb.png"))
                .findFirst()
                .orElseThrow()
                .content()
                .get();
    }

    static byte[] heic() {
        return Base64.getMimeDecoder().decode(HEIC);
    }
}
