package io.safelight.endtoend.console;

import io.safelight.node.demo.Sample;
import io.safelight.node.demo.SampleImages;
import java.util.List;

/** The demo's images: photographs, and the four that should not get through. */
final class Samples {
    private static final int PHOTOS = 6;
    private static final List<Sample> ALL = SampleImages.make(11, PHOTOS);

    private Samples() {}

    static Sample photo(int index) {
        return ALL.get(index);
    }

    static Sample[] photos(int count) {
        return ALL.subList(0, count).toArray(Sample[]::new);
    }

    /** Carries the EICAR test file. */
    static Sample infected() {
        return named("eicar-inside.jpg");
    }

    static Sample truncated() {
        return named("truncated.jpg");
    }

    static Sample notAnImage() {
        return named("not-an-image.jpg");
    }

    private static Sample named(String filename) {
        return ALL.stream().filter(s -> s.filename().equals(filename)).findFirst().orElseThrow();
    }
}
