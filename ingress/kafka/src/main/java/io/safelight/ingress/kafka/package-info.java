/** The Kafka door: turns the records of inbound topics into submissions. */
@NullMarked
package io.safelight.ingress.kafka;

import org.jspecify.annotations.NullMarked;
