package io.safelight.adapter.vips;

/** Which formats this build of libvips can write: HEIC and AVIF need codecs that not all have. */
final class Codecs {
    private Codecs() {}

    static boolean canSave(String saver, String... options) {
        try {
            return Pictures.encode(Pictures.quadrants(64, 64), saver, options).length > 0;
        } catch (VipsException e) {
            if (saver.equals("heifsave_buffer") || saver.equals("gifsave_buffer")) {
                System.out.println("not in this libvips: " + saver + ": " + e.getMessage());
                return false;
            }
            throw e;
        }
    }
}
