package io.safelight.bench.rows;

import com.sun.management.OperatingSystemMXBean;
import io.safelight.adapter.vips.ProgramSteps;
import io.safelight.adapter.vips.Vips;
import io.safelight.ports.bytes.ImageBytes;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A process that prints what each step of the programs costs, as a table. */
public final class StepsMain {
    private static final int PASSES = 3;

    private StepsMain() {}

    /**
     * @param arguments libvips' file, or a hyphen for the system's; JPEG files
     */
    public static void main(String[] arguments) throws IOException {
        var library =
                arguments[0].equals("-")
                        ? Optional.<Path>empty()
                        : Optional.of(Path.of(arguments[0]));
        var contents = new ArrayList<ImageBytes>();
        for (String file : Arrays.asList(arguments).subList(1, arguments.length)) {
            contents.add(ImageBytes.of(Files.readAllBytes(Path.of(file))));
        }
        var bean = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        Vips vips = Vips.open(library);
        var steps = new ProgramSteps(vips, bean::getProcessCpuTime);
        contents.forEach(steps::run);
        steps.forget();
        for (int i = 0; i < PASSES; i++) {
            contents.forEach(steps::run);
        }
        print(vips.version(), steps.nanos(), contents.size() * PASSES);
        contents.forEach(ImageBytes::close);
    }

    private static void print(String version, Map<String, Long> steps, int images) {
        System.out.println("| libvips " + version + " | ms an image |\n|---|---|");
        steps.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .forEach(
                        step ->
                                System.out.printf(
                                        Locale.ROOT,
                                        "| %s | %.2f |%n",
                                        step.getKey(),
                                        step.getValue() / 1e6 / images));
        double all = steps.values().stream().mapToLong(Long::longValue).sum() / 1e6 / images;
        System.out.printf(Locale.ROOT, "| all | %.2f |%n%n", all);
    }
}
