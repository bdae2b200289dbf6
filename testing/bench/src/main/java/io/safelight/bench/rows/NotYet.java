package io.safelight.bench.rows;

import io.safelight.bench.measure.Benchmark;
import io.safelight.bench.measure.Row;

/** Something that the product cannot do yet, so that its row is not forgotten. */
record NotYet(Row row, String why) implements Benchmark {
    @Override
    public Contest prepare() throws LeftOutException {
        throw new LeftOutException(why);
    }
}
