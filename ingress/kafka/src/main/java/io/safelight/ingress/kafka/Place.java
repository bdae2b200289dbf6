package io.safelight.ingress.kafka;

import io.safelight.ports.streams.StreamCoordinates;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A topic as it is until it is deleted: made anew under the same name, it is another place. */
record Place(String cluster, String topicId) {

    StreamCoordinates of(ConsumerRecord<?, ?> record) {
        return new StreamCoordinates(cluster, topicId, record.partition(), record.offset());
    }
}
