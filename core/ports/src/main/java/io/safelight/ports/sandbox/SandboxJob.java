package io.safelight.ports.sandbox;

import io.safelight.domain.identity.TenantId;
import io.safelight.domain.image.ImageFormat;
import io.safelight.domain.image.ImageId;
import io.safelight.ports.bytes.ImageBytes;

/** One image for the programs. The caller keeps {@code bytes} open until the answer is there. */
public record SandboxJob(ImageId image, TenantId tenant, ImageFormat format, ImageBytes bytes) {}
