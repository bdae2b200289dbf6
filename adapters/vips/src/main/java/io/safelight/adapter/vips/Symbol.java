package io.safelight.adapter.vips;

import java.util.Locale;

/**
 * The C functions that we call, all of them: libvips' generic way to run an operation by its name
 * makes a function per operation unnecessary. Those of GLib are found because libvips depends on
 * it, or holds it.
 */
enum Symbol {
    G_FREE,
    G_OBJECT_GET,
    G_OBJECT_SET,
    G_OBJECT_UNREF,
    G_SETENV,
    G_UNSETENV,
    VIPS_AREA_UNREF,
    VIPS_BLOB_GET,
    VIPS_BLOB_NEW,
    VIPS_CACHE_OPERATION_BUILDP,
    VIPS_CACHE_SET_MAX,
    VIPS_CONCURRENCY_SET,
    VIPS_ENUM_NICK,
    VIPS_ERROR_BUFFER,
    VIPS_ERROR_CLEAR,
    VIPS_IMAGE_COPY_MEMORY,
    VIPS_IMAGE_GET_BANDS,
    VIPS_IMAGE_GET_BLOB,
    VIPS_IMAGE_GET_CODING,
    VIPS_IMAGE_GET_FORMAT,
    VIPS_IMAGE_GET_HEIGHT,
    VIPS_IMAGE_GET_INTERPRETATION,
    VIPS_IMAGE_GET_N_PAGES,
    VIPS_IMAGE_GET_ORIENTATION,
    VIPS_IMAGE_GET_TYPEOF,
    VIPS_IMAGE_GET_WIDTH,
    VIPS_IMAGE_HASALPHA,
    VIPS_IMAGE_SET_KILL,
    VIPS_IMAGE_WRITE_TO_MEMORY,
    VIPS_INIT,
    VIPS_INTERPRETATION_GET_TYPE,
    VIPS_OBJECT_SET_ARGUMENT_FROM_STRING,
    VIPS_OBJECT_UNREF_OUTPUTS,
    VIPS_OPERATION_BLOCK_SET,
    VIPS_OPERATION_NEW,
    VIPS_TRACKED_GET_MEM,
    VIPS_VERSION;

    String cName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
