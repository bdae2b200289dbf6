package io.safelight.ingress.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import io.safelight.settings.ByteSize;
import java.io.IOException;
import java.io.InputStream;

/** How bodies of requests are read: never faster than they come, never for ever, never too much. */
final class RequestBodies {
    private final HttpSettings.Bodies settings;

    RequestBodies(HttpSettings.Bodies settings) {
        this.settings = settings;
    }

    /** Ends with a {@link Problem} when it comes too slowly. */
    InputStream of(Context ctx) {
        return new PacedBody(
                ctx.bodyInputStream(),
                settings.minBytesPerSecond(),
                settings.slowGrace(),
                System::nanoTime);
    }

    /** The body as a JSON object. */
    JsonNode json(Context ctx) throws IOException {
        return json(ctx, settings.maxJson());
    }

    JsonNode json(Context ctx, ByteSize max) throws IOException {
        byte[] body = of(ctx).readNBytes((int) max.bytes() + 1);
        if (body.length > max.bytes()) {
            throw Problem.of(ProblemCode.TOO_LARGE, "The request is over " + max + ".");
        }
        return Json.object(body);
    }

    /**
     * For a body without a place. It is read all the same: a connection that is closed on bytes
     * that nobody read is reset, and the answer lost.
     */
    Problem tooMany(Context ctx, String sentence) {
        drain(of(ctx));
        return Problem.busy(ProblemCode.TOO_MANY_UPLOADS, sentence);
    }

    /**
     * Many clients read no answer before they have sent everything: within bounds, let them. One
     * that does not go on is not worth another answer than it gets.
     */
    void drain(InputStream body) {
        try {
            body.skip(settings.maxDrained().bytes());
        } catch (IOException | Problem e) {
            // The sender is gone or slow; what it is answered is decided already.
            return;
        }
    }
}
