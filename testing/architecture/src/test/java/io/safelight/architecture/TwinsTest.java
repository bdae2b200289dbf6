package io.safelight.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import java.util.Map;
import java.util.TreeSet;

/** Every port can be had in memory. */
@AnalyzeClasses(
        packages = {"io.safelight.ports", "io.safelight.testkit"},
        importOptions = ImportOption.DoNotIncludeTests.class)
final class TwinsTest {
    private static final Map<String, String> WITHOUT =
            Map.of(
                    "io.safelight.ports.submissions.Submissions",
                    "the ingest stage is what doors talk to, and it runs on twins");

    @ArchTest
    static void everyPortHasATwin(JavaClasses classes) {
        var without = new TreeSet<String>();
        for (JavaClass port : classes) {
            boolean isPort =
                    port.isInterface()
                            && !port.isAnnotation()
                            && port.getPackageName().startsWith("io.safelight.ports")
                            && !port.getSimpleName().equals("package-info")
                            && !port.reflect().isSealed();
            if (isPort && port.getAllSubclasses().stream().noneMatch(TwinsTest::isTwin)) {
                without.add(port.getName());
            }
        }

        assertThat(without).containsExactlyInAnyOrderElementsOf(WITHOUT.keySet());
    }

    private static boolean isTwin(JavaClass type) {
        return type.getPackageName().startsWith("io.safelight.testkit") && !type.isInterface();
    }
}
