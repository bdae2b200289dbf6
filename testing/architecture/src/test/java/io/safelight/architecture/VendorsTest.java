package io.safelight.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Each vendor stays in the module that owns it. */
@AnalyzeClasses(packages = "io.safelight", importOptions = MainCode.class)
final class VendorsTest {
    private static final String KAFKA_ADAPTER = "io.safelight.adapter.kafka..";
    private static final String HTTP_DOOR = "io.safelight.ingress.http..";

    private record Vendor(List<String> packages, List<String> owners) {
        static Vendor of(String packages, String... owners) {
            return new Vendor(List.of(packages.split(" ")), List.of(owners));
        }

        ArchRule rule() {
            return noClasses()
                    .that()
                    .resideOutsideOfPackages(owners.toArray(String[]::new))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(packages.toArray(String[]::new));
        }
    }

    private static final List<Vendor> VENDORS =
            List.of(
                    Vendor.of("io.javalin.. org.eclipse.jetty.. jakarta..", HTTP_DOOR),
                    Vendor.of("org.apache.commons..", HTTP_DOOR),
                    Vendor.of(
                            "org.apache.kafka..",
                            KAFKA_ADAPTER,
                            "io.safelight.ingress.kafka..",
                            "io.safelight.node.demo.."),
                    Vendor.of("kafka.. scala..", KAFKA_ADAPTER),
                    Vendor.of(
                            "org.duckdb..",
                            "io.safelight.adapter.iceberg..",
                            "io.safelight.query.."),
                    Vendor.of("org.apache.arrow..", "io.safelight.query.."),
                    Vendor.of("org.apache.iceberg..", "io.safelight.adapter.iceberg.."),
                    Vendor.of("com.google.crypto.tink..", "io.safelight.adapter.tink.."),
                    Vendor.of("org.sqlite.. org.flywaydb..", "io.safelight.adapter.sql.."),
                    Vendor.of(
                            "java.sql.. javax.sql..",
                            "io.safelight.adapter.sql..",
                            "io.safelight.adapter.iceberg..",
                            "io.safelight.query.."),
                    Vendor.of("io.micrometer.. io.prometheus..", "io.safelight.telemetry.."),
                    Vendor.of("picocli..", "io.safelight.node.."),
                    Vendor.of("com.drew..", "io.safelight.adapter.vips.."),
                    Vendor.of("io.opentelemetry..", "io.safelight.telemetry.."),
                    Vendor.of(
                            "ch.qos.logback..", "io.safelight.node..", "io.safelight.telemetry.."),
                    Vendor.of(
                            "java.lang.foreign..",
                            "io.safelight.adapter.vips..",
                            "io.safelight.ports.bytes..",
                            "io.safelight.ports.sandbox.wire.."),
                    Vendor.of(
                            "com.fasterxml.jackson..",
                            "io.safelight.ingest..",
                            HTTP_DOOR,
                            "io.safelight.query..",
                            "io.safelight.adapter..",
                            "io.safelight.node.."));

    private static final Map<String, String> SHOWN =
            Map.of(
                    "io.safelight.adapter.kafka.KafkaTopics.<init>(org.apache.kafka.clients.admin"
                            + ".Admin, io.safelight.adapter.kafka.TopicSettings)",
                    "the tests of the Kafka door make topics with it, by their own client");

    @ArchTest
    static void vendorsStayWithTheirOwners(JavaClasses classes) {
        VENDORS.forEach(vendor -> vendor.rule().check(classes));
    }

    @ArchTest
    static void noVendorShowsInAPublicSignature(JavaClasses classes) {
        var shown = new ArrayList<String>();
        for (JavaClass type : classes) {
            if (isOpen(type) && !type.getPackageName().startsWith("io.safelight.node")) {
                Stream.concat(type.getMethods().stream(), type.getConstructors().stream())
                        .filter(unit -> unit.getModifiers().contains(JavaModifier.PUBLIC))
                        .filter(VendorsTest::showsAVendor)
                        .forEach(unit -> shown.add(unit.getFullName()));
            }
        }

        assertThat(shown).containsExactlyInAnyOrderElementsOf(SHOWN.keySet());
    }

    private static boolean isOpen(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC)
                && type.getEnclosingClass().map(VendorsTest::isOpen).orElse(true);
    }

    private static boolean showsAVendor(JavaCodeUnit unit) {
        return Stream.concat(
                        unit.getRawParameterTypes().stream(), Stream.of(unit.getRawReturnType()))
                .map(JavaClass::getBaseComponentType)
                .anyMatch(
                        type ->
                                !type.isPrimitive()
                                        && !type.getPackageName().startsWith("java")
                                        && !type.getPackageName().startsWith("io.safelight"));
    }
}
