package io.safelight.ports.sandbox.wire;

/** The kinds of frames, with their stable codes. */
enum FrameType {
    HELLO(1),
    REQUEST(2),
    ANSWER(3),
    TAKEN(4);

    private final int code;

    FrameType(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }
}
