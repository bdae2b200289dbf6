package io.safelight.query;

import io.safelight.domain.identity.Principal;
import io.safelight.domain.image.Cause;
import io.safelight.ports.Port;
import io.safelight.ports.PortException;
import io.safelight.ports.lake.Lake;
import io.safelight.ports.lake.LakeFiles;
import io.safelight.ports.query.SqlAnswer;
import io.safelight.ports.query.SqlEngine;
import io.safelight.ports.query.SqlQuestion;
import io.safelight.query.govern.Governor;
import io.safelight.query.wire.Frame;
import io.safelight.query.wire.Frames;
import io.safelight.query.wire.Question;
import io.safelight.query.wire.SqlCode;
import io.safelight.query.wire.SqlRefusal;
import io.safelight.telemetry.Meters;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The engine of the query role. Here questions become files and limits; the statement itself is
 * only ever read by a child, and of the child nothing is believed.
 */
public final class GovernedSqlEngine implements SqlEngine {
    private static final Logger LOG = LoggerFactory.getLogger(GovernedSqlEngine.class);
    private static final String ANSWERED = "answered";
    private static final String BUSY = "busy";

    private final Lake lake;
    private final QuerySettings settings;
    private final InstantSource clock;
    private final Meters meters;
    private final Path folder;
    private final Alarms alarms;
    private final Crew crew;

    private GovernedSqlEngine(
            Lake lake,
            QuerySettings settings,
            InstantSource clock,
            Meters meters,
            Path folder,
            Alarms alarms,
            Crew crew) {
        this.lake = lake;
        this.settings = settings;
        this.clock = clock;
        this.meters = meters;
        Stream.concat(Stream.of(ANSWERED, BUSY), Arrays.stream(SqlCode.values()).map(SqlCode::code))
                .forEach(this::timer);
        this.folder = folder;
        this.alarms = alarms;
        this.crew = crew;
    }

    /**
     * Starts the first child and waits for it. The lake stays the caller's, and open until {@link
     * #close}.
     *
     * @throws PortException of the port QUERY when no child comes up; the message says what to do
     */
    public static GovernedSqlEngine start(
            Lake lake,
            QuerySettings settings,
            InstantSource clock,
            ChildLaunch launch,
            Meters meters) {
        Path folder;
        try (LakeFiles files = lake.files(clock.instant())) {
            folder = files.directory().toAbsolutePath().normalize();
        }
        Alarms alarms = Alarms.start(settings.places());
        try {
            Crew crew = Crew.start(settings, launch, folder, alarms);
            return new GovernedSqlEngine(lake, settings, clock, meters, folder, alarms, crew);
        } catch (IOException e) {
            alarms.close();
            throw unavailable(e);
        }
    }

    @Override
    public SqlAnswer query(SqlQuestion question) {
        long start = System.nanoTime();
        SqlAnswer answer =
                question.sql().length() > Governor.MAX_SQL_BYTES ? tooLong() : asked(question);
        String outcome =
                switch (answer) {
                    case SqlAnswer.Rows rows -> ANSWERED;
                    case SqlAnswer.Rejected rejected -> rejected.cause().code();
                    case SqlAnswer.Busy busy -> BUSY;
                };
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        timer(outcome).record(took);
        LOG.atDebug()
                .addKeyValue("tenant", question.principal().tenant())
                .addKeyValue("outcome", outcome)
                .addKeyValue("millis", took.toMillis())
                .log("query.question");
        return answer;
    }

    private Meters.Timer timer(String outcome) {
        return meters.timer("query.questions", "outcome", outcome);
    }

    /** Ends every child, and with it every answer that is still being read. */
    @Override
    public void close() {
        crew.close();
        alarms.close();
    }

    private SqlAnswer asked(SqlQuestion question) {
        Optional<Member> member;
        try {
            member = crew.take();
        } catch (IOException e) {
            throw unavailable(e);
        }
        return member.isEmpty() ? new SqlAnswer.Busy() : answer(question, member.get());
    }

    private SqlAnswer answer(SqlQuestion question, Member member) {
        LakeFiles files;
        Instant now = clock.instant();
        try {
            files = lake.files(now);
        } catch (RuntimeException e) {
            crew.giveBack(member, true);
            throw e;
        }
        var turn = new Turn(crew, member, files, alarms, settings);
        try {
            return first(turn.ask(wired(question, now, files)), turn);
        } catch (IOException e) {
            turn.finish(false);
            noteLoss(turn.reason(), member, e);
            return rejected(turn.reason());
        } catch (RuntimeException e) {
            turn.finish(false);
            throw e;
        }
    }

    /** A statement that takes too long is its asker's matter; the child was ended on purpose. */
    private static void noteLoss(SqlRefusal reason, Member member, IOException cause) {
        Level level = reason.code() == SqlCode.TIMED_OUT ? Level.INFO : Level.WARN;
        LOG.atLevel(level)
                .addKeyValue("reason", reason.code().code())
                .addKeyValue("lastWords", member.lastWords())
                .addKeyValue("cause", cause.toString())
                .log("query.child.lost");
    }

    private SqlAnswer first(Frame frame, Turn turn) throws IOException {
        if (frame.kind() == Frame.Kind.REFUSED) {
            SqlRefusal refusal = Frames.refusal(frame.payload());
            turn.finish(refusal.code().leavesChildSound());
            return rejected(refusal);
        }
        return new SqlAnswer.Rows(AnswerBody.startingWith(frame, turn));
    }

    private Question wired(SqlQuestion question, Instant now, LakeFiles files) {
        List<String> paths = files.paths().stream().map(this::visible).toList();
        return new Question(
                question.sql(),
                onlyTenant(question.principal()),
                ChronoUnit.MICROS.between(Instant.EPOCH, now),
                paths,
                question.format(),
                settings.maxRows(),
                settings.maxAnswer().bytes());
    }

    /** Whoever may administer may read every tenant; everyone else reads one. */
    private static Optional<String> onlyTenant(Principal principal) {
        return principal.mayAdminister()
                ? Optional.empty()
                : Optional.of(principal.tenant().value());
    }

    private String visible(Path file) {
        if (!file.startsWith(folder)) {
            throw new PortException(
                    Port.QUERY,
                    PortException.Kind.REFUSED,
                    "the lake moved out of " + folder + "; restart the query role");
        }
        return file.toString();
    }

    private static SqlAnswer tooLong() {
        return rejected(
                new SqlRefusal(
                        SqlCode.TOO_LONG, "A statement has at most 64 KiB. Make it shorter."));
    }

    private static SqlAnswer rejected(SqlRefusal refusal) {
        return new SqlAnswer.Rejected(new Cause(refusal.code().code(), refusal.text()));
    }

    private static PortException unavailable(IOException cause) {
        return new PortException(
                Port.QUERY,
                PortException.Kind.RETRYABLE,
                String.valueOf(cause.getMessage()),
                cause);
    }
}
