package io.safelight.node.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalTest {

    @Test
    void columnsAreAsWideAsTheirContentAndNumbersStandRight() {
        String table =
                table(
                        List.of("NAME", "SIZE", ""),
                        List.of(
                                List.of("a", "1.2 MB", "x"),
                                List.of("longer name", "12 B", ""),
                                List.of("写真😀", "999.9 MB", "last")));

        assertThat(table.lines())
                .containsExactly(
                        "NAME         SIZE",
                        "a              1.2 MB  x",
                        "longer name      12 B",
                        "写真😀          999.9 MB  last");
    }

    @Test
    void aTableWithoutRowsIsItsHeader() {
        assertThat(table(List.of("STATE", "COUNT"), List.of())).isEqualTo("STATE  COUNT\n");
    }

    @Test
    void aNameSteersNoTerminal() {
        assertThat(Terminal.printable("a\u001b[2Jb\r\nc\td\u0007\u007f\u009b31m"))
                .isEqualTo("a?[2Jb??c?d???31m");
        assertThat(Terminal.printable("Strand (neu) 写真 😀.jpg"))
                .isEqualTo("Strand (neu) 写真 😀.jpg");
        assertThat(table(List.of("NAME"), List.of(List.of("a\nb\u001b]0;x\u0007"))))
                .isEqualTo("NAME\na?b?]0;x?\n");
    }

    @Test
    void aNameIsNotShownTheOtherWayRound() {
        assertThat(Terminal.printable("photo\u202egpj.exe")).isEqualTo("photo?gpj.exe");
        assertThat(Terminal.printable("a\u2066b\u2069\u2028c\u200f")).isEqualTo("a?b??c?");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "999, 999 B",
        "1000, 1.0 kB",
        "1234567, 1.2 MB",
        "5000000000, 5.0 GB",
        "9223372036854775807, 9223372.0 TB"
    })
    void sizesAreRounded(long bytes, String text) {
        assertThat(Terminal.bytes(bytes)).isEqualTo(text);
    }

    private static String table(List<String> header, List<List<String>> rows) {
        var bytes = new ByteArrayOutputStream();
        Terminal.table(new PrintStream(bytes, true, StandardCharsets.UTF_8), header, rows);
        return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }
}
