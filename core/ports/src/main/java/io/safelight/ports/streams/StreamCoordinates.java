package io.safelight.ports.streams;

/**
 * Where a record lies, once and for all: a topic that is made anew under the same name has another
 * id.
 *
 * @param cluster the cluster's id
 * @param topicId the topic's UUID, in its own text form
 */
public record StreamCoordinates(String cluster, String topicId, int partition, long offset) {}
