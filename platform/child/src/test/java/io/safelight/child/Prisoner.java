package io.safelight.child;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/** The program inside: does what its first argument says, and answers in lines. */
final class Prisoner {
    private final PrintStream out;

    private Prisoner(PrintStream out) {
        this.out = out;
    }

    public static void main(String[] arguments) throws Exception {
        System.out.println("standard output is not for answers");
        try (var out = new PrintStream(Inside.answers(), false, StandardCharsets.UTF_8)) {
            new Prisoner(out).act(arguments);
        }
    }

    private void act(String[] arguments) throws Exception {
        String argument = arguments.length > 1 ? arguments[1] : "";
        switch (arguments[0]) {
            case "echo" -> echo();
            case "exists" -> out.println(Files.exists(Path.of(argument)));
            case "read" -> out.println(read(argument));
            case "list" -> list(argument);
            case "connect" -> out.println(connects(Integer.parseInt(argument)));
            case "fill" -> fill(Path.of(argument));
            case "run" -> out.println(run(argument.split(" ")));
            case "spawn" -> spawn();
            case "allocate" -> allocate();
            case "crash" -> crash();
            case "shout" -> shout();
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    private void echo() throws IOException {
        byte[] chunk = new byte[1024];
        for (int count = System.in.read(chunk); count >= 0; count = System.in.read(chunk)) {
            out.write(chunk, 0, count);
            out.flush();
        }
    }

    private static String read(String path) throws IOException {
        String text = Files.readString(Path.of(path), StandardCharsets.ISO_8859_1);
        return text.replace('\0', '\n');
    }

    private void list(String folder) throws IOException {
        try (Stream<Path> entries = Files.list(Path.of(folder))) {
            entries.forEach(out::println);
        }
    }

    private static boolean connects(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Writes until it may not; says how far it came. */
    private void fill(Path file) {
        long written = 0;
        byte[] chunk = new byte[64 * 1024];
        try (var out = Files.newOutputStream(file)) {
            while (written < 1L << 30) {
                out.write(chunk);
                written += chunk.length;
            }
        } catch (IOException e) {
            // Full, or read-only.
        }
        out.println(written);
    }

    private static int run(String... command) throws Exception {
        return new ProcessBuilder(command).start().waitFor();
    }

    private void spawn() throws Exception {
        Process sleeper = new ProcessBuilder("/usr/bin/sleep", "1000").start();
        out.println(sleeper.pid());
        out.flush();
        waitForEver();
    }

    /** The end of its input is nothing to it. */
    private static void waitForEver() throws InterruptedException {
        new CountDownLatch(1).await();
    }

    private void allocate() {
        List<byte[]> kept = new ArrayList<>();
        while (kept.size() < 4096) {
            kept.add(new byte[1 << 20]);
        }
        out.println(kept.size());
    }

    private static void crash() {
        MemorySegment.ofAddress(8).reinterpret(8).set(ValueLayout.JAVA_INT, 0, 1);
    }

    private void shout() {
        byte[] chunk = "all work and no play\n".repeat(50_000).getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 20; i++) {
            System.err.write(chunk, 0, chunk.length);
        }
        System.err.print("\u001b[31mthe end");
        System.err.flush();
        out.println("done");
    }
}
