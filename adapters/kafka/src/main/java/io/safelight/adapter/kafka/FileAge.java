package io.safelight.adapter.kafka;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;

/**
 * The age at which inbound topics close a file. While the broker is about to stop it is as short as
 * can be, so that any record closes the last file. A note in the broker's folder outlives a kill in
 * these seconds.
 */
final class FileAge {
    private static final String SETTING = "segment.ms";
    private static final String NOTE = "files-close-at-once";
    private static final long AT_ONCE_MILLIS = 1;

    private final Admin admin;
    private final Path note;
    private final Duration limit;

    /**
     * @param limit of one call
     */
    FileAge(Admin admin, Path folder, Duration limit) {
        this.admin = admin;
        this.note = folder.resolve(NOTE);
        this.limit = limit;
    }

    static boolean wasLeftShort(Path folder) {
        return Files.exists(folder.resolve(NOTE));
    }

    /**
     * @return the ages in milliseconds that {@link #restore} wants back
     */
    Map<String, String> shorten(Set<String> topics) throws IOException, ExecutionException {
        Map<String, String> before = ages(topics);
        if (!Files.exists(note)) {
            Files.createFile(note);
        }
        var shortened = new HashMap<String, String>();
        before.keySet().forEach(topic -> shortened.put(topic, Long.toString(AT_ONCE_MILLIS)));
        set(shortened);
        return before;
    }

    void restore(Map<String, String> ages) throws IOException, ExecutionException {
        set(ages);
        Files.deleteIfExists(note);
    }

    /** What a topic had before a kill is not known: it gets the usual age. */
    void mend(Set<String> topics) throws IOException, ExecutionException {
        restore(ages(topics));
    }

    private Map<String, String> ages(Set<String> topics) throws ExecutionException {
        var resources = topics.stream().map(FileAge::resource).toList();
        Map<ConfigResource, Config> configs =
                Failures.await(admin.describeConfigs(resources).all(), limit, "reading " + SETTING);
        return configs.entrySet().stream()
                .collect(
                        Collectors.toMap(
                                entry -> entry.getKey().name(), entry -> age(entry.getValue())));
    }

    private static String age(Config config) {
        ConfigEntry entry = config.get(SETTING);
        boolean usable = entry != null && Long.parseLong(entry.value()) > AT_ONCE_MILLIS;
        return usable
                ? entry.value()
                : Long.toString(TopicSettings.DEFAULT.segmentAge().toMillis());
    }

    private void set(Map<String, String> ages) throws ExecutionException {
        var changes = new HashMap<ConfigResource, Collection<AlterConfigOp>>();
        ages.forEach(
                (topic, age) ->
                        changes.put(
                                resource(topic),
                                List.of(
                                        new AlterConfigOp(
                                                new ConfigEntry(SETTING, age),
                                                AlterConfigOp.OpType.SET))));
        Failures.await(admin.incrementalAlterConfigs(changes).all(), limit, "setting " + SETTING);
    }

    private static ConfigResource resource(String topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic);
    }
}
