package io.safelight.query.govern;

import static org.assertj.core.api.Assertions.assertThat;

import io.safelight.query.wire.SqlCode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Trees that DuckDB never made so far: what is not understood may not run. */
class StrangeTreesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"statements\":{\"node\":{}}} | SYNTAX",
                "{\"statements\":3} | SYNTAX",
                "{} | SYNTAX",
                "null | SYNTAX",
                "{\"statements\":[null]} | FORBIDDEN_CONSTRUCT",
                "{\"statements\":[\"DROP TABLE images\"]} | FORBIDDEN_CONSTRUCT",
                "{\"statements\":[{\"node\":{\"type\":\"SELECT_NODE\",\"cte_map\":{\"map\":"
                        + "[{\"key\":\"a\",\"value\":7}]}}}]} | FORBIDDEN_CONSTRUCT"
            })
    void areRefused(String tree, SqlCode code) {
        Ruling ruling = new Governor(new Always(tree)).rule("SELECT 1", 10);

        assertThat(ruling).isInstanceOf(Ruling.Refused.class);
        assertThat(((Ruling.Refused) ruling).refusal().code()).isEqualTo(code);
    }

    /** Says of every text the same. */
    private record Always(String tree) implements Syntax {
        @Override
        public String treeOf(String sql) {
            return tree;
        }

        @Override
        public String sqlOf(String ofTree) {
            return "SELECT 1";
        }
    }
}
