package io.safelight.ingress.http;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * What the server refuses before a route sees it, as a {@link Problem} like any other. Of the
 * server's own words nothing is told.
 */
final class ServerErrors extends ErrorHandler {
    private final long maxHeadersBytes;

    ServerErrors(long maxHeadersBytes) {
        this.maxHeadersBytes = maxHeadersBytes;
    }

    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }

    @Override
    protected void generateResponse(
            Request request,
            Response response,
            int status,
            @Nullable String message,
            @Nullable Throwable cause,
            Callback callback) {
        Problem problem = problem(status);
        response.setStatus(problem.status());
        problem.headers().forEach(response.getHeaders()::put);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.CONTENT_TYPE);
        response.write(true, ByteBuffer.wrap(problem.body()), callback);
    }

    private Problem problem(int status) {
        return switch (status) {
            case 404 -> Problem.of(ProblemCode.NOT_FOUND, "There is no such route.");
            case 408 -> Problem.of(ProblemCode.TOO_SLOW, "The request came too slowly.");
            case 414 -> Problem.of(ProblemCode.URI_TOO_LONG, "The address is too long.");
            case 417 ->
                    Problem.of(
                            ProblemCode.EXPECTATION_FAILED,
                            "Of Expect only 100-continue is understood.");
            case 426, 505 -> Problem.of(ProblemCode.HTTP_VERSION, "Speak HTTP/1.1.");
            case 431 ->
                    Problem.of(
                            ProblemCode.HEADERS_TOO_LARGE,
                            "The headers are over " + maxHeadersBytes + " bytes together.");
            case 503 -> Problem.busy(ProblemCode.UNAVAILABLE, "The platform stops; try again.");
            default ->
                    status < 500
                            ? Problem.malformed("The request is not well-formed HTTP.")
                            : Problem.of(
                                    ProblemCode.INTERNAL,
                                    "Something went wrong here; it has been noted.");
        };
    }
}
