package io.safelight.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import io.safelight.domain.image.Attributes;
import io.safelight.domain.image.Description;
import io.safelight.fuzz.Trial;
import io.safelight.ingress.http.DispositionHeaders;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** File names, from the sender to the header of an answer. */
class FileNamesFuzzTest {

    static Stream<String> seeds() {
        return Stream.of(
                "",
                "photo.jpg",
                "..\\..//etc/passwd",
                " \u3000 ",
                "a\u202egpj.exe",
                "\ud83d\ude00.png",
                "half \ud83d",
                "quote\" ; filename*=UTF-8''x \\\r\nSet-Cookie: a",
                "100% + 2.png",
                "界".repeat(150),
                "x".repeat(300));
    }

    @MethodSource("seeds")
    @FuzzTest
    void aNameIsHarmlessAndStaysTheSame(@NotNull String name) {
        Trial.run(() -> check(name), name);
    }

    private static void check(String name) {
        Optional<String> plain = FileNames.plain(name);
        plain.ifPresent(
                harmless -> {
                    assertThat(FileNames.plain(harmless)).as("twice").isEqualTo(plain);
                    assertThat(new Description(plain, Attributes.NONE).filename()).isEqualTo(plain);
                    DispositionHeaders.carry(harmless);
                });
    }
}
