package io.safelight.bench.rows;

import static org.assertj.core.api.Assertions.assertThat;

import io.safelight.bench.measure.Benchmark;
import io.safelight.bench.measure.Result;
import io.safelight.bench.measure.Result.Outcome;
import io.safelight.bench.measure.Runner;
import io.safelight.bench.platform.Installation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AllRowsTest {
    private final Workshop workshop;
    private final List<Benchmark> rows;

    AllRowsTest(@TempDir Path folder) {
        workshop =
                new Workshop(
                        new Installation(folder, List.of()),
                        new Workshop.Options(true, Optional.empty(), folder.resolve("scratch")),
                        _ -> {});
        rows = AllRows.of(workshop);
    }

    @AfterEach
    void close() throws IOException {
        workshop.close();
    }

    @Test
    void everyRowHasANameOfItsOwn() {
        assertThat(rows.stream().map(row -> row.row().name())).doesNotHaveDuplicates();
        assertThat(rows).hasSizeGreaterThan(20);
    }

    @Test
    void lakeIsMeasured() throws InterruptedException {
        Result result = runner().run(row("lake-rows"));

        assertThat(result.outcome()).isInstanceOf(Outcome.Measured.class);
        assertThat(Result.product((Outcome.Measured) result.outcome()).median()).isPositive();
    }

    @Test
    void programThatIsNotBuiltIsSaid() throws InterruptedException {
        Result result = runner().run(row("memory-idle"));

        assertThat(result.outcome())
                .isEqualTo(
                        new Outcome.Failed("The program is not built: run ./safelight help once."));
    }

    @Test
    void whatIsNotBuiltYetIsSaid() throws InterruptedException {
        Result result = runner().run(row("unreadable"));

        assertThat(result.outcome()).isInstanceOf(Outcome.LeftOut.class);
    }

    private static Runner runner() {
        return new Runner(1, () -> 0, _ -> {});
    }

    private Benchmark row(String name) {
        return rows.stream().filter(row -> row.row().name().equals(name)).findFirst().orElseThrow();
    }
}
