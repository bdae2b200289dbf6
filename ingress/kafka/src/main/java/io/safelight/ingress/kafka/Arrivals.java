package io.safelight.ingress.kafka;

import io.safelight.ingress.kafka.PartitionProgress.Delivery;
import io.safelight.ports.PortException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records as they come, in portions that memory has room for, each with the place where it surely
 * lies. The consumer does not tell of which topic it read when one is made anew under its name; so
 * a portion counts only if the name stands for the same place before and after. For one thread.
 */
final class Arrivals {
    private static final Logger log = LoggerFactory.getLogger(Arrivals.class);

    private final Consumer<byte[], byte[]> consumer;
    private final BoundedBytes values;
    private final TopicIds topics;
    private final DeleteBehind deletes;
    private final Map<TopicPartition, InboundPartition> partitions;
    private final List<Arrival> portion = new ArrayList<>();

    /**
     * @param values of the consumer
     * @param partitions those that are assigned; kept by the caller
     */
    Arrivals(
            Consumer<byte[], byte[]> consumer,
            BoundedBytes values,
            TopicIds topics,
            DeleteBehind deletes,
            Map<TopicPartition, InboundPartition> partitions) {
        this.consumer = consumer;
        this.values = values;
        this.topics = topics;
        this.deletes = deletes;
        this.partitions = partitions;
    }

    /**
     * @param pause how long to wait for the first
     */
    List<Arrival.Placed> next(Duration pause) {
        values.startPortion();
        try {
            consumer.poll(pause).forEach(this::take);
            return portion.isEmpty() ? List.of() : placed();
        } finally {
            portion.clear();
        }
    }

    /** From here on the topic's name stands for the place that it stands for now. */
    void locate(Collection<InboundPartition> assigned) {
        try {
            Map<String, Place> now = topics.now(topicsOf(assigned));
            assigned.forEach(partition -> partition.place(now.get(partition.id().topic())));
        } catch (PortException e) {
            // The first portion settles it.
            log.atDebug().setCause(e).log("intake.topic-ids-unknown");
        }
    }

    /** What came of these partitions and was not handed out yet comes again. */
    void putBack(Set<TopicPartition> gone) {
        portion.stream().filter(a -> gone.contains(a.partition().id())).forEach(Arrival::putBack);
        portion.removeIf(a -> gone.contains(a.partition().id()));
    }

    private void take(ConsumerRecord<byte[], byte[]> polled) {
        ConsumerRecord<byte[], byte[]> record = RecordReader.lightened(polled);
        InboundPartition partition =
                partitions.get(new TopicPartition(record.topic(), record.partition()));
        if (partition == null) {
            return;
        }
        if (!RecordReader.isMarker(record)) {
            partition.recordCame(System.nanoTime());
        }
        Delivery delivery = partition.progress().deliver(record.offset());
        if (delivery == Delivery.ANEW) {
            startAnew(partition);
            delivery = partition.progress().deliver(record.offset());
        }
        if (delivery == Delivery.TAKE) {
            portion.add(new Arrival(partition, partition.progress(), record));
        }
    }

    private List<Arrival.Placed> placed() {
        Map<String, Place> now;
        try {
            now = topics.now(topicsOf(portion.stream().map(Arrival::partition).toList()));
        } catch (PortException e) {
            log.atWarn().setCause(e).log("intake.topic-ids-unknown");
            now = Map.of();
        }
        var placed = new ArrayList<Arrival.Placed>();
        for (Arrival arrival : portion) {
            Place place = now.get(arrival.record().topic());
            if (place == null) {
                arrival.postpone(System.nanoTime());
            } else if (lies(arrival, place)) {
                placed.add(new Arrival.Placed(arrival, place.of(arrival.record())));
            }
        }
        return placed;
    }

    /** If not, its topic is gone, and the one that has its name now is read from the beginning. */
    private boolean lies(Arrival arrival, Place place) {
        InboundPartition partition = arrival.partition();
        if (partition.place() == null) {
            partition.place(place);
        } else if (!place.equals(partition.place())) {
            startAnew(partition);
            partition.place(place);
            consumer.seekToBeginning(List.of(partition.id()));
        }
        return arrival.progress() == partition.progress();
    }

    private void startAnew(InboundPartition partition) {
        log.atWarn().addKeyValue("topic", partition.id().topic()).log("intake.topic-made-anew");
        deletes.forget(partition.id());
        partition.startAnew();
    }

    private static Set<String> topicsOf(Collection<InboundPartition> partitions) {
        return partitions.stream().map(p -> p.id().topic()).collect(Collectors.toSet());
    }
}
