/** Streams on Apache Kafka: the broker inside our process, topics, credentials, publishing. */
@NullMarked
package io.safelight.adapter.kafka;

import org.jspecify.annotations.NullMarked;
