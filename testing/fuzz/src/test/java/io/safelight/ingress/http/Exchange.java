package io.safelight.ingress.http;

import io.javalin.http.Context;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A request without a server, and the answer to it. It is written as HTTP is: a method and a query
 * in the first line, headers, an empty line, a body.
 */
final class Exchange {
    private static final Pattern COOKIE_NAME = Pattern.compile("[A-Za-z0-9_-]+");

    private final String method;
    private final String query;
    private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Map<String, Object> attributes = new HashMap<>();
    private final Map<String, String> answered = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    private final byte[] body;
    private int status = 200;

    Exchange(String text) {
        int end = text.indexOf("\n\n");
        String[] lines = (end < 0 ? text : text.substring(0, end)).split("\n", -1);
        String[] first = lines[0].split(" ", 2);
        method = first[0];
        query = first.length < 2 ? "" : first[1];
        for (int i = 1; i < lines.length; i++) {
            String[] field = lines[i].split(":", 2);
            headers.computeIfAbsent(field[0], _ -> new ArrayList<>())
                    .add(field.length < 2 ? "" : field[1].strip());
        }
        body = end < 0 ? new byte[0] : text.substring(end + 2).getBytes(StandardCharsets.UTF_8);
    }

    int status() {
        return status;
    }

    byte[] sent() {
        return sent.toByteArray();
    }

    byte[] body() {
        return body.clone();
    }

    String method() {
        return method;
    }

    @Nullable String answered(String header) {
        return answered.get(header);
    }

    /** As far as the parsers look at it; whatever else they ask for is an error. */
    Context context() {
        var request = stub(HttpServletRequest.class, this::request);
        var response = stub(HttpServletResponse.class, this::response);
        return stub(
                Context.class,
                (method, _) ->
                        switch (method) {
                            case "req" -> request;
                            case "res" -> response;
                            case "outputStream" -> output();
                            default -> throw new UnsupportedOperationException(method);
                        });
    }

    private @Nullable Object request(String asked, Object[] args) {
        return switch (asked) {
            case "getMethod" -> method;
            case "getQueryString" -> query;
            case "getHeader" -> lines(args[0]).stream().findFirst().orElse(null);
            case "getHeaders" -> Collections.enumeration(lines(args[0]));
            case "getContentType" -> lines("Content-Type").stream().findFirst().orElse(null);
            case "getCookies" -> cookies();
            case "getServerName" -> String.join("", lines("Host"));
            case "isSecure" -> false;
            case "getAttribute" -> attributes.get(args[0]);
            case "setAttribute" -> attributes.put((String) args[0], args[1]);
            default -> throw new UnsupportedOperationException(asked);
        };
    }

    private @Nullable Object response(String asked, Object[] args) {
        switch (asked) {
            case "setHeader", "addHeader" -> answered.put((String) args[0], (String) args[1]);
            case "setContentType" -> answered.put("Content-Type", (String) args[0]);
            case "setStatus" -> status = (int) args[0];
            case "setContentLengthLong" -> answered.put("Content-Length", args[0].toString());
            default -> throw new UnsupportedOperationException(asked);
        }
        return null;
    }

    private List<String> lines(Object header) {
        return headers.getOrDefault((String) header, List.of());
    }

    private Cookie @Nullable [] cookies() {
        var cookies = new ArrayList<Cookie>();
        for (String part : String.join(";", lines("Cookie")).split(";", -1)) {
            String[] pair = part.strip().split("=", 2);
            boolean reserved = pair[0].toLowerCase(Locale.ROOT).startsWith("$");
            if (pair.length == 2 && !reserved && COOKIE_NAME.matcher(pair[0]).matches()) {
                cookies.add(new Cookie(pair[0], pair[1]));
            }
        }
        return cookies.isEmpty() ? null : cookies.toArray(Cookie[]::new);
    }

    private ServletOutputStream output() {
        return new ServletOutputStream() {
            @Override
            public void write(int b) {
                sent.write(b);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                sent.write(bytes, offset, length);
            }

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setWriteListener(WriteListener listener) {
                throw new UnsupportedOperationException();
            }
        };
    }

    private interface Answers {
        @Nullable Object to(String method, Object[] args);
    }

    /** What an interface does by itself it does here, too. */
    private static <T> T stub(Class<T> type, Answers answers) {
        InvocationHandler handler =
                (Object proxy, Method method, Object @Nullable [] args) ->
                        method.isDefault()
                                ? InvocationHandler.invokeDefault(proxy, method, args)
                                : answers.to(method.getName(), args == null ? new Object[0] : args);
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
