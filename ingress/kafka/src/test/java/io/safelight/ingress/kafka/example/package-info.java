/** The example of docs/kafka-door.md, compiled and run. */
@NullMarked
package io.safelight.ingress.kafka.example;

import org.jspecify.annotations.NullMarked;
