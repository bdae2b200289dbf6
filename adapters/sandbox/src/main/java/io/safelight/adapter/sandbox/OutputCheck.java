package io.safelight.adapter.sandbox;

import io.safelight.domain.image.ImageFormat;
import io.safelight.ports.sandbox.MadeOutput;
import io.safelight.ports.sandbox.ProgramAnswer;
import io.safelight.ports.sandbox.ProgramAnswer.Result;
import io.safelight.ports.sandbox.wire.WireException;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Outputs are pictures that a browser may show, and are what they say they are. */
final class OutputCheck {
    private static final Set<ImageFormat> ALLOWED =
            EnumSet.of(ImageFormat.JPEG, ImageFormat.WEBP, ImageFormat.PNG);

    private OutputCheck() {}

    static void requireSound(List<ProgramAnswer> answers) throws WireException {
        for (ProgramAnswer answer : answers) {
            if (answer.result() instanceof Result.Made made) {
                for (MadeOutput output : made.outputs()) {
                    requireSound(output);
                }
            }
        }
    }

    private static void requireSound(MadeOutput output) throws WireException {
        Optional<ImageFormat> said = ImageFormat.ofContentType(output.contentType());
        if (said.filter(ALLOWED::contains).isEmpty()) {
            throw new WireException("an output of a content type that is not allowed");
        }
        ByteBuffer content = output.content().duplicate();
        byte[] head = new byte[Math.min(ImageFormat.SNIFF_BYTES, content.remaining())];
        content.get(head);
        if (!ImageFormat.sniff(head).equals(said)) {
            throw new WireException("an output that is not of its content type");
        }
    }
}
