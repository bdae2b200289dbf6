package io.safelight.domain.work;

import io.safelight.domain.image.ImageId;
import java.time.Instant;

/**
 * A node's right to work on an image until the lease ends. A later claim on the same image has a
 * higher epoch, and from then on nothing of this one is taken.
 *
 * @param alone the image may bring a node down and must run with nothing beside it
 */
public record Claim(ImageId image, NodeId node, long epoch, Instant leaseUntil, boolean alone) {}
