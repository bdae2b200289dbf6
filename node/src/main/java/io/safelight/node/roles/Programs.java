package io.safelight.node.roles;

import io.safelight.adapter.sandbox.ChildProgram;
import io.safelight.adapter.vips.ProgramsMain;
import io.safelight.adapter.vips.VipsSettings;
import io.safelight.node.configuration.NodeSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The built-in programs, as a sandbox's child runs them. */
public final class Programs {
    private Programs() {}

    public static ChildProgram of(NodeSettings settings) {
        var program =
                ChildProgram.of(
                        ClassPath.holding(
                                "io/safelight/adapter/vips/ProgramsMain.class",
                                "io/safelight/ports/sandbox/Sandbox.class",
                                "io/safelight/domain/image/ImageId.class",
                                "com/drew/metadata/Metadata.class",
                                "com/adobe/internal/xmp/XMPMeta.class"),
                        ProgramsMain.class.getName());
        var options = new ArrayList<>(program.jvmOptions());
        options.add("-D" + VipsSettings.MAX_PIXELS + "=" + settings.ingest().maxPixels());
        Optional<Path> libvips = settings.libvips().file();
        libvips.ifPresent(file -> options.add("-D" + VipsSettings.LIBRARY + "=" + file));
        return new ChildProgram(
                program.javaHome(),
                program.classpath(),
                program.mainClass(),
                List.copyOf(options),
                libvips.map(List::of).orElseGet(program::readOnly),
                program.environment());
    }
}
