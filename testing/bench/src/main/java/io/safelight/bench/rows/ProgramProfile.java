package io.safelight.bench.rows;

import io.safelight.adapter.sandbox.ChildProgram;
import io.safelight.bench.processes.Commands;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The steps of the programs, with the system's libvips and with sharp's. */
public final class ProgramProfile {
    private ProgramProfile() {}

    /** Two tables. */
    public static String of(Workshop workshop) throws IOException, InterruptedException {
        return table(workshop, Optional.empty())
                + table(workshop, Optional.of(workshop.sharp().library()));
    }

    private static String table(Workshop workshop, Optional<Path> library)
            throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(workshop.installation().java().toString());
        command.addAll(ChildProgram.FAST_START);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add(StepsMain.class.getName());
        command.add(library.map(Path::toString).orElse("-"));
        workshop.photographs().files().forEach(picture -> command.add(picture.toString()));
        return Commands.run(Path.of("/"), ChildProgram.FEW_ARENAS, command)
                .orThrow("the programs")
                .output();
    }
}
