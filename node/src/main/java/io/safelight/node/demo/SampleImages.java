package io.safelight.node.demo;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Photo-like JPEGs with EXIF and GPS, and four files that should not get through. The same seed
 * makes the same bytes on the same JDK.
 */
public final class SampleImages {
    private static final LocalDateTime FIRST_TAKEN = LocalDateTime.of(2025, 3, 2, 6, 40);
    private static final List<Double> MEGAPIXELS =
            List.of(
                    12.0, 0.8, 2.1, 1.2, 5.0, 1.0, 0.9, 3.1, 1.6, 0.8, 2.0, 1.3, //
                    0.9, 1.1, 3.9, 0.8, 1.5, 2.2, 1.0, 0.8, 1.8, 1.2, 0.9, 1.4);
    private static final List<Integer> ORIENTATIONS =
            List.of(1, 6, 1, 3, 8, 1, 1, 6, 5, 2, 1, 7, 4);

    private record Camera(String make, String model) {}

    private static final List<Camera> CAMERAS =
            List.of(
                    new Camera("Canon", "EOS R6"),
                    new Camera("NIKON CORPORATION", "NIKON Z 6_2"),
                    new Camera("FUJIFILM", "X-T5"),
                    new Camera("SONY", "ILCE-7M4"),
                    new Camera("Google", "Pixel 9"));

    private record City(String name, double latitude, double longitude) {}

    private static final List<City> CITIES =
            List.of(
                    new City("lisbon", 38.7223, -9.1393),
                    new City("reykjavik", 64.1466, -21.9426),
                    new City("kyoto", 35.0116, 135.7681),
                    new City("cape-town", -33.9249, 18.4241),
                    new City("wellington", -41.2866, 174.7756),
                    new City("valparaiso", -33.0472, -71.6127),
                    new City("vancouver", 49.2827, -123.1207),
                    new City("innsbruck", 47.2692, 11.4041),
                    new City("hanoi", 21.0278, 105.8342));

    private SampleImages() {}

    /** Photographs, then the four others. */
    public static List<Sample> make(long seed, int photos) {
        var samples = new ArrayList<Sample>();
        for (int i = 0; i < photos; i++) {
            samples.add(photo(seed, i));
        }
        samples.addAll(BadSamples.all(seed));
        return List.copyOf(samples);
    }

    static Sample photo(long seed, int index) {
        City city = CITIES.get(index % CITIES.size());
        String filename = String.format(Locale.ROOT, "%s-%02d.jpg", city.name(), index + 1);
        double megapixels = MEGAPIXELS.get(index % MEGAPIXELS.size());
        return new Sample(filename, () -> jpeg(seed, index, megapixels), "completed: a photograph");
    }

    /** A photograph of about that size; the same arguments make the same bytes on the same JDK. */
    public static byte[] jpeg(long seed, int index, double megapixels) {
        // Mixed, so that neighbouring seeds do not share pictures.
        long own = new SplittableRandom(seed * 1_000_003 + index).nextLong();
        var random = new SplittableRandom(own);
        boolean portrait = random.nextInt(3) == 0;
        int longer = (int) Math.sqrt(megapixels * 1e6 * 4 / 3);
        int shorter = longer * 3 / 4;
        var scene = Landscape.paint(own, portrait ? shorter : longer, portrait ? longer : shorter);
        int orientation = ORIENTATIONS.get(index % ORIENTATIONS.size());
        return new JpegFile(scene.stored(orientation))
                .with(exif(random, index, orientation))
                .bytes();
    }

    private static JpegFile.Segment exif(SplittableRandom random, int index, int orientation) {
        Camera camera = CAMERAS.get(random.nextInt(CAMERAS.size()));
        City city = CITIES.get(index % CITIES.size());
        return new Exif(
                        camera.make(),
                        camera.model(),
                        orientation,
                        FIRST_TAKEN.plusHours(53L * index).plusSeconds(random.nextInt(3600)),
                        100 << random.nextInt(5),
                        city.latitude() + random.nextDouble(-0.02, 0.02),
                        city.longitude() + random.nextDouble(-0.02, 0.02))
                .segment();
    }
}
