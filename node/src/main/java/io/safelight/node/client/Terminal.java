package io.safelight.node.client;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What a person sees: tables on standard output, progress and notices on standard error. */
public final class Terminal {
    private static final int BAR = 30;
    private static final Set<String> NOTICED = ConcurrentHashMap.newKeySet();

    private Terminal() {}

    /** Standard output in UTF-8, whatever the locale. */
    public static PrintStream out() {
        return new PrintStream(System.out, true, StandardCharsets.UTF_8);
    }

    /** Says a notice of the platform, but each only once. */
    public static void noticeOnce(String notice) {
        if (NOTICED.add(notice)) {
            System.err.println("!! " + notice);
        }
    }

    /** Whether somebody watches: only then progress is drawn. */
    public static boolean isWatched() {
        return isTerminal() && System.getenv("NO_PROGRESS") == null;
    }

    /** Whether standard input and output are a terminal. */
    @SuppressWarnings("SystemConsoleNull")
    public static boolean isTerminal() {
        var console = System.console();
        return console != null && console.isTerminal();
    }

    /** Redraws one line on standard error. */
    public static void progress(String label, long done, long total) {
        int filled = total == 0 ? BAR : (int) (BAR * Math.min(done, total) / total);
        System.err.print(
                "\r\033[K"
                        + label
                        + " ["
                        + "#".repeat(filled)
                        + "-".repeat(BAR - filled)
                        + "] "
                        + percent(done, total));
        System.err.flush();
    }

    public static void progressDone() {
        System.err.print("\r\033[K");
        System.err.flush();
    }

    /** Columns as wide as their content, numbers to the right. */
    public static void table(PrintStream out, List<String> header, List<List<String>> rows) {
        var all = new ArrayList<List<String>>();
        all.add(header);
        all.addAll(rows);
        int[] widths = new int[header.size()];
        for (List<String> row : all) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], width(row.get(i)));
            }
        }
        for (List<String> row : all) {
            var line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String cell = printable(row.get(i));
                String padding = " ".repeat(widths[i] - width(cell));
                line.append(isNumber(cell) ? padding + cell : cell + padding).append("  ");
            }
            out.println(line.toString().stripTrailing());
        }
    }

    /** 1 image, 2 images. */
    public static String count(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    /** 1234567 as 1.2 MB. */
    public static String bytes(long bytes) {
        String[] units = {"B", "kB", "MB", "GB", "TB"};
        double value = bytes;
        int unit = 0;
        while (value >= 1000 && unit < units.length - 1) {
            value /= 1000;
            unit++;
        }
        return unit == 0 ? bytes + " B" : "%.1f %s".formatted(value, units[unit]);
    }

    /** A file name must not steer the terminal. */
    public static String printable(String text) {
        return text.codePoints()
                .map(c -> Character.isISOControl(c) || turnsText(c) ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** Line separators, and marks that show a name the other way round: {@code gpj.exe}. */
    private static boolean turnsText(int c) {
        return (c >= 0x2028 && c <= 0x202e)
                || (c >= 0x2066 && c <= 0x2069)
                || c == 0x200e
                || c == 0x200f
                || c == 0x061c;
    }

    private static int width(String text) {
        return text.codePointCount(0, text.length());
    }

    private static boolean isNumber(String cell) {
        return cell.matches("-?[0-9][0-9.,]*( ?(B|kB|MB|GB|TB|ms|s|%))?");
    }

    private static String percent(long done, long total) {
        return (total == 0 ? 100 : 100 * Math.min(done, total) / total) + " %";
    }
}
