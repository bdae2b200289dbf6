package io.safelight.ingress.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.safelight.ports.PortException;
import io.safelight.ports.PortException.Kind;
import io.safelight.telemetry.Meters;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a {@link Problem} of whatever a route throws. */
record Problems(Meters meters) {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    void catchAll(RoutesConfig routes) {
        for (ProblemCode code : ProblemCode.values()) {
            count(code.label(), 0);
        }
        routes.exception(Problem.class, this::write);
        routes.exception(PortException.class, this::portFailed);
        routes.exception(UncheckedIOException.class, this::cut);
        routes.exception(IOException.class, this::cut);
        routes.exception(HttpResponseException.class, this::unroutable);
        routes.exception(Exception.class, this::bug);
    }

    private void write(Problem problem, Context ctx) {
        count(problem.code(), 1);
        if (problem.status() == ProblemCode.TOO_SLOW.status()) {
            ctx.header("Connection", "close");
        }
        problem.write(ctx);
    }

    private void count(String code, int more) {
        meters.counter("http.problems", "code", code).add(more);
    }

    private void unroutable(HttpResponseException e, Context ctx) {
        String methods = e.getDetails().get("availableMethods");
        Problem problem =
                switch (e.getStatus()) {
                    case 404 -> Problem.of(ProblemCode.NOT_FOUND, "There is no such route.");
                    case 405 ->
                            Problem.of(
                                    ProblemCode.METHOD_NOT_ALLOWED,
                                    "This route takes " + methods + ".");
                    default -> Problem.malformed("The request cannot be understood.");
                };
        if (methods != null) {
            ctx.header("Allow", methods);
        }
        write(problem, ctx);
    }

    private void portFailed(PortException e, Context ctx) {
        LOG.atWarn()
                .addKeyValue("port", e.port())
                .addKeyValue("kind", e.kind())
                .setCause(e)
                .log("http.port-failed");
        answer(
                ctx,
                e.kind() == Kind.MISSING
                        ? Problem.gone()
                        : Problem.busy(
                                ProblemCode.UNAVAILABLE,
                                "A part of the platform does not answer now; try again."));
    }

    /** The other side went away. */
    private void cut(Exception e, Context ctx) {
        LOG.atDebug().setCause(e).log("http.cut");
        answer(ctx, Problem.of(ProblemCode.BODY_CUT, "The body ended early."));
    }

    private void bug(Exception e, Context ctx) {
        LOG.atError().addKeyValue("path", ctx.endpoint().path).setCause(e).log("http.bug");
        answer(
                ctx,
                Problem.of(ProblemCode.INTERNAL, "Something went wrong here; it has been noted."));
    }

    /** Once bytes are on their way only cutting the connection tells that something is wrong. */
    private void answer(Context ctx, Problem problem) {
        if (ctx.res().isCommitted()) {
            LOG.atWarn().addKeyValue("path", ctx.endpoint().path).log("http.answer-cut");
            ServletContextRequest.getServletContextRequest(ctx.req())
                    .getConnectionMetaData()
                    .getConnection()
                    .getEndPoint()
                    .close();
            return;
        }
        ctx.res().reset();
        write(problem, ctx);
    }
}
