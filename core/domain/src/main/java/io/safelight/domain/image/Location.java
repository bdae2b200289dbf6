package io.safelight.domain.image;

/** Where a picture was taken, in WGS 84 degrees. */
public record Location(double latitude, double longitude) {

    public Location {
        if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) {
            throw new IllegalArgumentException("not on Earth: " + latitude + ", " + longitude);
        }
    }
}
