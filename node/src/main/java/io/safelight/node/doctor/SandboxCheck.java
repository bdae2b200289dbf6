package io.safelight.node.doctor;

import io.safelight.adapter.sandbox.ChildSandbox;
import io.safelight.domain.identity.TenantId;
import io.safelight.domain.image.ImageFormat;
import io.safelight.domain.image.ImageId;
import io.safelight.node.configuration.NodeSettings;
import io.safelight.node.demo.SampleImages;
import io.safelight.node.doctor.Finding.Fine;
import io.safelight.node.doctor.Finding.Problem;
import io.safelight.node.roles.Programs;
import io.safelight.ports.PortException;
import io.safelight.ports.bytes.ImageBytes;
import io.safelight.ports.sandbox.SandboxAnswer;
import io.safelight.ports.sandbox.SandboxJob;
import java.time.Duration;
import java.time.Instant;

/** Really runs the programs on an image: bubblewrap, user namespaces and libvips all have a say. */
record SandboxCheck(NodeSettings settings) implements Check {
    private static final int SMALL = 1;

    @Override
    public Finding look() {
        long began = System.nanoTime();
        try (var sandbox = ChildSandbox.open(Programs.of(settings), settings.sandbox())) {
            byte[] image = SampleImages.make(1, SMALL + 1).get(SMALL).content().get();
            return switch (answer(sandbox, image)) {
                case SandboxAnswer.Answered _ ->
                        new Fine(
                                "sandbox",
                                "processed an image, %.1f s with its start"
                                        .formatted(
                                                Duration.ofNanos(System.nanoTime() - began)
                                                                .toMillis()
                                                        / 1000.0));
                case SandboxAnswer.Died(var cause) ->
                        new Problem(
                                "sandbox",
                                "it died on a sound image: " + cause.text(),
                                "Look at process.max-memory and process.time-limit.");
                case SandboxAnswer.Unavailable(String why) -> unavailable(why);
            };
        } catch (PortException e) {
            return unavailable(String.valueOf(e.getMessage()));
        }
    }

    private static SandboxAnswer answer(ChildSandbox sandbox, byte[] image) {
        try (ImageBytes bytes = ImageBytes.of(image)) {
            return sandbox.run(
                    new SandboxJob(
                            ImageId.of(Instant.EPOCH, new byte[ImageId.ENTROPY_BYTES]),
                            new TenantId("doctor"),
                            ImageFormat.sniff(image).orElseThrow(),
                            bytes));
        }
    }

    /** The sandbox's own sentence says what to do. */
    private static Finding unavailable(String why) {
        return new Problem("sandbox", "it does not start", why);
    }
}
