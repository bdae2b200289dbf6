package io.safelight.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** domain ← ports ← stages, doors, query ← node; adapters → ports and their vendor. */
@AnalyzeClasses(packages = "io.safelight", importOptions = MainCode.class)
final class DirectionsTest {
    private static final String[] STAGES = {
        "io.safelight.ingest..",
        "io.safelight.scan..",
        "io.safelight.process..",
        "io.safelight.work..",
        "io.safelight.catalog.."
    };

    @ArchTest
    static void everyModuleIsSeen(JavaClasses classes) {
        assertThat(classes.stream().map(type -> type.getPackageName().split("\\.")[2]).distinct())
                .containsExactlyInAnyOrder(
                        "domain",
                        "ports",
                        "settings",
                        "telemetry",
                        "child",
                        "ingest",
                        "scan",
                        "process",
                        "work",
                        "catalog",
                        "ingress",
                        "query",
                        "adapter",
                        "node");
    }

    @ArchTest
    static final ArchRule MODULES_HAVE_NO_CYCLE =
            slices().matching("io.safelight.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule THE_DOMAIN_HAS_NO_CYCLE =
            slices().matching("io.safelight.domain.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule THE_PORTS_HAVE_NO_CYCLE =
            slices().matching("io.safelight.ports.(*)..").should().beFreeOfCycles();

    /** The packages of the node, and which others of its packages each may know. */
    private static final Map<String, List<String>> NODE =
            Map.of(
                    "configuration", List.of(),
                    "roles", List.of("configuration"),
                    "platform", List.of("configuration", "roles"),
                    "client", List.of("configuration"),
                    "foreground", List.of("configuration", "platform", "client"),
                    "demo", List.of("configuration", "platform", "client", "foreground"),
                    "doctor", List.of("configuration", "roles", "client", "demo"),
                    "cli",
                            List.of(
                                    "configuration",
                                    "platform",
                                    "client",
                                    "foreground",
                                    "demo",
                                    "doctor"),
                    "Main", List.of("cli"));

    @ArchTest
    static void packagesOfTheNodeKnowThoseBelowThem(JavaClasses classes) {
        var seen = new TreeSet<String>();
        for (JavaClass type : classes) {
            Optional<String> own = nodePackage(type);
            own.ifPresent(seen::add);
            type.getDirectDependenciesFromSelf().stream()
                    .map(Dependency::getTargetClass)
                    .flatMap(target -> nodePackage(target).stream())
                    .filter(target -> own.isPresent() && !target.equals(own.get()))
                    .forEach(
                            target ->
                                    assertThat(NODE.get(own.get()))
                                            .as(type.getName())
                                            .contains(target));
        }

        assertThat(seen).isEqualTo(new TreeSet<>(NODE.keySet()));
    }

    private static Optional<String> nodePackage(JavaClass type) {
        return type.getName().startsWith("io.safelight.node.")
                        && !type.getName().endsWith(".package-info")
                ? Optional.of(type.getName().split("[.$]")[3])
                : Optional.empty();
    }

    @ArchTest
    static final ArchRule ADAPTERS_DO_NOT_KNOW_EACH_OTHER =
            slices().matching("io.safelight.adapter.(*)..").should().notDependOnEachOther();

    @ArchTest
    static final ArchRule DOORS_DO_NOT_KNOW_EACH_OTHER =
            slices().matching("io.safelight.ingress.(*)..").should().notDependOnEachOther();

    @ArchTest
    static final ArchRule THE_DOMAIN_KNOWS_THE_JDK_AND_ITSELF =
            classes()
                    .that()
                    .resideInAPackage("io.safelight.domain..")
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage("io.safelight.domain..", "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule THE_DOMAIN_TOUCHES_NOTHING_OUTSIDE =
            noClasses()
                    .that()
                    .resideInAPackage("io.safelight.domain..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("java.io..", "java.nio.file..", "java.net..", "java.sql..");

    @ArchTest
    static final ArchRule PORTS_KNOW_THE_DOMAIN =
            classes()
                    .that()
                    .resideInAPackage("io.safelight.ports..")
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(
                            "io.safelight.ports..",
                            "io.safelight.domain..",
                            "java..",
                            "javax.crypto..",
                            "org.jspecify..");

    @ArchTest
    static final ArchRule ONLY_THE_NODE_KNOWS_ADAPTERS =
            noClasses()
                    .that()
                    .resideOutsideOfPackages("io.safelight.node..", "io.safelight.adapter..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("io.safelight.adapter..");

    @ArchTest
    static final ArchRule NO_DOOR_ADAPTER_OR_ENGINE_KNOWS_A_STAGE =
            noClasses()
                    .that()
                    .resideInAnyPackage(
                            "io.safelight.ingress..",
                            "io.safelight.query..",
                            "io.safelight.adapter..",
                            "io.safelight.settings..",
                            "io.safelight.telemetry..",
                            "io.safelight.child..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(STAGES);

    @ArchTest
    static final ArchRule NOBODY_KNOWS_THE_NODE =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("io.safelight.node..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("io.safelight.node..");

    @ArchTest
    static final ArchRule ONLY_TESTS_KNOW_WHAT_TESTS_ARE_WRITTEN_WITH =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "io.safelight.testkit..",
                            "org.junit..",
                            "org.assertj..",
                            "org.awaitility..",
                            "com.tngtech..");
}
