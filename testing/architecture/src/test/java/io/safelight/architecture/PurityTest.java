package io.safelight.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.NullMarked;

/** Time, chance, exits and output come from where they belong. */
@AnalyzeClasses(packages = "io.safelight", importOptions = MainCode.class)
final class PurityTest {
    private static final Set<String> PURE =
            Set.of("domain", "ports", "ingest", "scan", "process", "work", "catalog");
    private static final Set<String> TIME_AND_CHANCE =
            Set.of(
                    "java.time.Instant.now",
                    "java.time.Clock.systemUTC",
                    "java.time.Clock.systemDefaultZone",
                    "java.time.Clock.system",
                    "java.time.Clock.tickMillis",
                    "java.time.Clock.tickSeconds",
                    "java.time.InstantSource.system",
                    "java.time.LocalDate.now",
                    "java.time.LocalDateTime.now",
                    "java.time.OffsetDateTime.now",
                    "java.time.ZonedDateTime.now",
                    "java.lang.System.currentTimeMillis",
                    "java.util.UUID.randomUUID",
                    "java.util.concurrent.ThreadLocalRandom.current",
                    "java.lang.Math.random");

    /** Who may wait for time to pass, and why nothing better can be waited for. */
    private static final Map<String, String> SLEEPERS =
            Map.of(
                    "io.safelight.work.Worker", "nothing tells that a scanner is back",
                    "io.safelight.work.Settling", "nothing tells that a ledger is back",
                    "io.safelight.adapter.kafka.KafkaTopics", "a broker does not tell it has heard",
                    "io.safelight.node.client.Api", "the platform said when to come back",
                    "io.safelight.node.demo.DemoRun", "asks the platform as a client would",
                    "io.safelight.node.demo.DemoReport", "asks the platform as a client would",
                    "io.safelight.node.demo.DemoCommand", "asks the platform as a client would");

    private static final Map<String, String> EXITS =
            Map.of(
                    "io.safelight.node.Main", "the exit code of the command",
                    "io.safelight.query.child.QueryChildMain", "the exit code of the child",
                    "io.safelight.adapter.vips.ProgramsMain", "the exit code of the child");

    /** Standard error of a child process: its parent reads it. */
    private static final Set<String> CHILDREN =
            Set.of(
                    "io.safelight.query.child.QueryChildMain",
                    "io.safelight.adapter.vips.ProgramsMain",
                    "io.safelight.ports.sandbox.wire.SandboxChild",
                    "io.safelight.ports.sandbox.wire.PipeRoom");

    @ArchTest
    static void timeAndChanceComeIn(JavaClasses classes) {
        assertThat(users(classes, TIME_AND_CHANCE))
                .allSatisfy((user, uses) -> assertThat(PURE).doesNotContain(moduleOf(user)));
    }

    @ArchTest
    static void onlyTheListedSleep(JavaClasses classes) {
        var sleep = Set.of("java.lang.Thread.sleep", "java.util.concurrent.TimeUnit.sleep");

        assertThat(users(classes, sleep)).containsOnlyKeys(SLEEPERS.keySet());
    }

    @ArchTest
    static void onlyMainsExit(JavaClasses classes) {
        var exit =
                Set.of("java.lang.System.exit", "java.lang.Runtime.exit", "java.lang.Runtime.halt");

        assertThat(users(classes, exit)).containsOnlyKeys(EXITS.keySet());
    }

    @ArchTest
    static void onlyTheCommandLineWritesToStandardOutput(JavaClasses classes) {
        assertThat(users(classes, Set.of("java.lang.System.out")))
                .allSatisfy((user, uses) -> assertThat(isCommandLine(user)).as(user).isTrue());
        assertThat(users(classes, Set.of("java.lang.System.err")))
                .allSatisfy(
                        (user, uses) ->
                                assertThat(isCommandLine(user) || CHILDREN.contains(user))
                                        .as(user)
                                        .isTrue());
    }

    @ArchTest
    static void onlyTheCommandLinePrintsStackTraces(JavaClasses classes) {
        var users = new TreeSet<String>();
        for (JavaClass type : classes) {
            type.getMethodCallsFromSelf().stream()
                    .filter(call -> call.getName().equals("printStackTrace"))
                    .forEach(call -> users.add(topLevel(type)));
        }

        assertThat(users).allMatch(PurityTest::isCommandLine);
    }

    /** OpenTelemetry logs by it, and the module that owns OpenTelemetry keeps it quiet. */
    @ArchTest
    static final ArchRule NO_OTHER_LOGGING =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("io.safelight.telemetry..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("java.util.logging..");

    @ArchTest
    static final ArchRule NO_NAMES_THAT_SAY_NOTHING =
            noClasses().should().haveNameMatching(".*(Impl|Manager|Helper|Util|Utils)");

    @ArchTest
    static final ArchRule NO_STATIC_STATE = fields().that().areStatic().should().beFinal();

    @ArchTest
    static final ArchRule NO_PUBLIC_ARRAYS =
            noFields()
                    .that()
                    .areStatic()
                    .and()
                    .arePublic()
                    .should()
                    .haveRawType(DescribedPredicate.describe("an array", JavaClass::isArray));

    @ArchTest
    static void everyPackageIsNullMarked(JavaClasses classes) {
        var packages = new TreeSet<String>();
        var marked = new TreeSet<String>();
        for (JavaClass type : classes) {
            packages.add(type.getPackageName());
            if (type.getSimpleName().equals("package-info")
                    && type.isAnnotatedWith(NullMarked.class)) {
                marked.add(type.getPackageName());
            }
        }

        assertThat(marked).isEqualTo(packages).isNotEmpty();
    }

    /** Top-level classes that touch a member, and where. */
    private static Map<String, String> users(JavaClasses classes, Set<String> members) {
        var users = new TreeMap<String, String>();
        for (JavaClass type : classes) {
            for (JavaAccess<?> access : type.getAccessesFromSelf()) {
                String member = access.getTargetOwner().getName() + "." + access.getName();
                if (members.contains(member)) {
                    users.put(topLevel(type), access.getDescription());
                }
            }
        }
        return users;
    }

    private static String topLevel(JavaClass type) {
        return type.getName().replaceFirst("\\$.*", "");
    }

    private static String moduleOf(String type) {
        return type.split("\\.")[2];
    }

    private static boolean isCommandLine(String type) {
        return type.startsWith("io.safelight.node.cli.")
                || type.startsWith("io.safelight.node.client.")
                || type.startsWith("io.safelight.node.foreground.")
                || type.startsWith("io.safelight.node.doctor.")
                || type.startsWith("io.safelight.node.demo.");
    }
}
