package io.safelight.ports.sandbox;

import io.safelight.domain.program.Output;
import java.nio.ByteBuffer;

/**
 * An output, not stored yet.
 *
 * @param contentType checked against the content's magic bytes
 * @param content read-only
 */
public record MadeOutput(String name, String contentType, ByteBuffer content) {

    public MadeOutput {
        Output.requireName(name);
        content = content.asReadOnlyBuffer();
    }
}
