package io.safelight.bench.profile;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jdk.jfr.consumer.RecordedClass;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingFile;

/**
 * Samples by processor time, counted in three ways: by library, by the innermost method of ours
 * that asked for it, and by the method at the very top.
 */
final class Samples {
    private static final String EVENT = "jdk.CPUTimeSample";
    private static final String OURS = "io.safelight.";

    private final Map<String, Long> byLibrary = new HashMap<>();
    private final Map<String, Long> byAsker = new HashMap<>();
    private final Map<String, Long> byTop = new HashMap<>();
    private long nanos;

    /**
     * @param name of what was counted
     * @param share of all samples, 0 to 1
     */
    record Share(String name, double share) {}

    static Samples of(Path recording) throws IOException {
        var samples = new Samples();
        try (var file = new RecordingFile(recording)) {
            while (file.hasMoreEvents()) {
                RecordedEvent event = file.readEvent();
                RecordedStackTrace stack = event.getStackTrace();
                if (event.getEventType().getName().equals(EVENT) && stack != null) {
                    samples.add(
                            stack.getFrames().stream()
                                    .filter(RecordedFrame::isJavaFrame)
                                    .map(Samples::name)
                                    .toList(),
                            event.getDuration("samplingPeriod").toNanos());
                }
            }
        }
        return samples;
    }

    /**
     * @param stack names such as {@code java.util.List.of}, innermost first
     * @param periodNanos of processor time that the sample stands for
     */
    void add(List<String> stack, long periodNanos) {
        if (stack.isEmpty()) {
            return;
        }
        nanos += periodNanos;
        byTop.merge(stack.getFirst(), periodNanos, Long::sum);
        byLibrary.merge(library(stack), periodNanos, Long::sum);
        byAsker.merge(asker(stack), periodNanos, Long::sum);
    }

    /** What all samples stand for. */
    Duration processorTime() {
        return Duration.ofNanos(nanos);
    }

    List<Share> libraries(int most) {
        return largest(byLibrary, most);
    }

    List<Share> askers(int most) {
        return largest(byAsker, most);
    }

    List<Share> tops(int most) {
        return largest(byTop, most);
    }

    private List<Share> largest(Map<String, Long> counts, int most) {
        return counts.entrySet().stream()
                .map(entry -> new Share(entry.getKey(), (double) entry.getValue() / nanos))
                .sorted(Comparator.comparingDouble(Share::share).reversed())
                .limit(most)
                .toList();
    }

    /** The innermost that is not the JDK's own: that one has its reason to call the JDK. */
    private static String library(List<String> stack) {
        return stack.stream()
                .filter(name -> !isOfTheJdk(name))
                .findFirst()
                .map(Samples::libraryOf)
                .orElse("JDK alone");
    }

    private static String libraryOf(String name) {
        String[] parts = name.split("\\.");
        int depth = name.startsWith(OURS) && parts.length > 4 && isGroup(parts[2]) ? 4 : 3;
        return String.join(".", List.of(parts).subList(0, Math.min(depth, parts.length - 2)));
    }

    private static boolean isGroup(String part) {
        return part.equals("adapter") || part.equals("ingress");
    }

    private static String asker(List<String> stack) {
        return stack.stream()
                .filter(name -> name.startsWith(OURS))
                .findFirst()
                .orElse("none of ours: " + library(stack));
    }

    private static boolean isOfTheJdk(String name) {
        return name.startsWith("java.")
                || name.startsWith("jdk.")
                || name.startsWith("sun.")
                || name.startsWith("javax.crypto.")
                || name.startsWith("com.sun.");
    }

    private static String name(RecordedFrame frame) {
        RecordedClass type = frame.getMethod().getType();
        return type.getName() + "." + frame.getMethod().getName();
    }
}
