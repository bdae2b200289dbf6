package io.safelight.node.configuration;

import io.safelight.settings.ByteSize;
import io.safelight.settings.Settings;

/**
 * @param port of the embedded broker; 0 takes any free one and keeps it
 * @param maxSize largest image on the stream
 */
public record KafkaSettings(int port, ByteSize maxSize) {

    public static KafkaSettings from(Settings settings) {
        return new KafkaSettings(
                settings.count(
                        "kafka.port",
                        "Port of the embedded Kafka broker; 0 takes any free one and keeps it over"
                                + " restarts.",
                        0,
                        0,
                        65_535),
                settings.size(
                        "kafka.max-size",
                        "Largest image on the stream.",
                        ByteSize.mebibytes(32),
                        ByteSize.mebibytes(1),
                        ByteSize.mebibytes(63)));
    }
}
