package io.safelight.ingress.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The page that the {@code type} of a {@link Problem} points to: the chapter on errors of
 * docs/http-api.md, with an anchor for each code. Open to all, as it tells nothing of this
 * platform.
 */
final class ErrorsPage {
    static final String PATH = "/docs/errors";

    private static final String SOURCE = "http-api.md";
    private static final Pattern CHAPTER =
            Pattern.compile("(?m)^## Errors\\R(.*)\\z", Pattern.DOTALL);
    private static final Pattern CODE = Pattern.compile("`([a-z]+(?:-[a-z]+)*)`");
    private static final Pattern VERBATIM = Pattern.compile("`([^`]+)`");
    private static final Pattern LINK = Pattern.compile("\\[([^\\]]+)]\\([^)]*\\)");
    private static final String HEAD =
            """
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width">
            <title>Safelight: errors</title>
            <h1>Errors</h1>
            """;

    private final byte[] html;

    private ErrorsPage(String html) {
        this.html = html.getBytes(StandardCharsets.UTF_8);
    }

    static ErrorsPage load() {
        try (InputStream in = ErrorsPage.class.getResourceAsStream(SOURCE)) {
            if (in == null) {
                throw new IllegalStateException(SOURCE + " is not in the jar");
            }
            return new ErrorsPage(html(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void show(Context ctx) {
        ctx.header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
                .header("Cache-Control", "no-cache")
                .contentType("text/html; charset=utf-8")
                .result(html);
    }

    /** Understands of Markdown what that chapter uses, on lines of their own. */
    private static String html(String markdown) {
        Matcher chapter = CHAPTER.matcher(markdown);
        if (!chapter.find()) {
            throw new IllegalStateException(SOURCE + " has no chapter on errors");
        }
        var html = new StringBuilder(HEAD);
        boolean fenced = false;
        boolean table = false;
        for (String line : chapter.group(1).lines().toList()) {
            boolean row = line.startsWith("|");
            html.append(row == table ? "" : row ? "<table>\n" : "</table>\n");
            table = row;
            fenced ^= line.startsWith("```");
            html.append(fenced ? code(line) : row ? row(line) : block(line));
        }
        return html.append(table ? "</table>\n" : "").toString();
    }

    private static String code(String line) {
        return line.startsWith("```") ? "" : "<code>" + escaped(line) + "</code><br>\n";
    }

    private static String block(String line) {
        if (line.startsWith("### ")) {
            return "<h2>" + inline(line.substring(4)) + "</h2>\n";
        }
        return line.isBlank() || line.startsWith("```") ? "<p>\n" : inline(line) + "\n";
    }

    /** With an anchor for each code. */
    private static String row(String line) {
        if (line.startsWith("|---")) {
            return "";
        }
        var row = new StringBuilder("<tr>");
        for (String cell : line.substring(1).split("\\|")) {
            row.append("<td>");
            Matcher code = CODE.matcher(cell);
            while (code.find()) {
                row.append("<a id=\"").append(code.group(1)).append("\"></a>");
            }
            row.append(inline(cell.strip())).append("</td>");
        }
        return row.append("</tr>\n").toString();
    }

    private static String inline(String text) {
        String linked = LINK.matcher(escaped(text)).replaceAll("$1");
        return VERBATIM.matcher(linked).replaceAll("<code>$1</code>");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
