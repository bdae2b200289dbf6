package io.safelight.testkit.sandbox;

import io.safelight.domain.identity.TenantId;
import io.safelight.domain.image.ImageFormat;
import io.safelight.domain.image.ImageId;
import io.safelight.ports.bytes.ImageBytes;
import io.safelight.ports.sandbox.SandboxJob;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What {@link ScriptedPrograms} are to do with an image, written in the image itself.
 *
 * @param argument meaning depends on the verb
 */
public record Script(Verb verb, String argument) {
    /** The longest that is looked for. */
    private static final int MAX_BYTES = 256;

    private static final String MARK = "script:";
    private static final byte[] JPEG_MAGIC = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0};

    /** What to do. */
    public enum Verb {
        /** Make outputs that hold the argument. */
        ECHO,
        /** Look at the image and give up, with the argument as the cause's code. */
        GIVE_UP,
        /** End the process with the argument as its status. */
        EXIT,
        /** Never come back. */
        HANG,
        /** Keep the argument in memory, and echo it. */
        REMEMBER,
        /** Echo all that is kept in memory. */
        RECALL,
        /** Make an output that is not of its content type. */
        WRONG_TYPE,
        /** Make as many outputs as the argument says. */
        MANY,
        /** Make an output of as many bytes as the argument says. */
        LARGE,
        /** Make two outputs of one name. */
        TWICE
    }

    public static Script of(Verb verb, Object argument) {
        return new Script(verb, argument.toString());
    }

    public static Script of(Verb verb) {
        return new Script(verb, "");
    }

    /** The script of an image; an image without one is echoed. */
    public static Script read(ImageBytes bytes) {
        ByteBuffer content = bytes.buffer();
        byte[] head = new byte[Math.min(MAX_BYTES, content.remaining())];
        content.get(head);
        String text = new String(head, StandardCharsets.ISO_8859_1);
        int mark = text.indexOf(MARK);
        if (mark < 0) {
            return of(Verb.ECHO, "image");
        }
        String[] words = text.substring(mark + MARK.length()).split(":", 3);
        return new Script(Verb.valueOf(words[0].toUpperCase(Locale.ROOT)), words[1]);
    }

    /** As an image that begins like a JPEG. */
    public byte[] image() {
        String text = MARK + verb + ":" + argument + ":";
        return jpegLike(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** A job that the caller closes the bytes of. */
    public SandboxJob job(TenantId tenant) {
        return job(tenant, image());
    }

    /** A job of any content, with an id of its own. */
    public static SandboxJob job(TenantId tenant, byte[] content) {
        var id = ImageId.of(Instant.now(), randomEntropy());
        return new SandboxJob(id, tenant, ImageFormat.JPEG, ImageBytes.of(content));
    }

    static byte[] jpegLike(byte[] content) {
        return ByteBuffer.allocate(JPEG_MAGIC.length + content.length)
                .put(JPEG_MAGIC)
                .put(content)
                .array();
    }

    private static byte[] randomEntropy() {
        byte[] entropy = new byte[ImageId.ENTROPY_BYTES];
        ThreadLocalRandom.current().nextBytes(entropy);
        return entropy;
    }
}
