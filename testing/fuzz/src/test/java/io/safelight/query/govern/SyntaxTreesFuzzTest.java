package io.safelight.query.govern;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.safelight.fuzz.Trial;
import io.safelight.query.wire.SqlCode;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Trees that no version of the parser has given so far: what is not known is refused. */
class SyntaxTreesFuzzTest {

    static Stream<String> seeds() {
        var parser = new Parser();
        return Stream.of(
                        "FROM images",
                        "SELECT a.b FROM images",
                        "SELECT repeat('x', 3)",
                        "SELECT 1::DECIMAL(3)",
                        "SELECT a COLLATE nocase",
                        "SELECT 1 WHERE b > now()",
                        "nonsense")
                .map(parser::treeOf);
    }

    @MethodSource("seeds")
    @FuzzTest
    void aTreeIsAllowedOrRefusedButNeverFails(@NotNull String tree) {
        Trial.run(() -> check(tree), tree);
    }

    private static void check(String tree) {
        switch (new Governor(new Fixed(tree)).rule("SELECT 1", 10)) {
            case Ruling.Allowed(String sql, String bounds) -> {
                assertThat(sql).isEqualTo("SELECT * FROM (SELECT 1) LIMIT 11");
                assertThat(bounds).isIn("", "(1)");
                assertThat(statements(tree)).isEqualTo(1);
            }
            case Ruling.Refused(var refusal) ->
                    assertThat(refusal.code()).isNotEqualTo(SqlCode.FAILED);
        }
    }

    private static int statements(String tree) {
        try {
            return new ObjectMapper().readTree(tree).path("statements").size();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Says of every text the same. */
    private record Fixed(String tree) implements Syntax {
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
