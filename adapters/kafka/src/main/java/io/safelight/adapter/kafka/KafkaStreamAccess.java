package io.safelight.adapter.kafka;

import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;
import static org.apache.kafka.common.acl.AclPermissionType.ALLOW;

import io.safelight.domain.identity.PrincipalId;
import io.safelight.domain.identity.TenantId;
import io.safelight.ports.streams.StreamAccess;
import io.safelight.ports.streams.StreamIds;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AccessControlEntryFilter;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourcePatternFilter;
import org.apache.kafka.common.resource.ResourceType;

/**
 * SCRAM users and access rules of a Kafka cluster. A user's consumer groups for dead letters start
 * with the tenant's name and a dot: without the dot, {@code acme} could read as {@code acme-eu}.
 */
public final class KafkaStreamAccess implements StreamAccess, AutoCloseable {
    private static final Pattern USER = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@+-]{0,127}");
    private static final ScramCredentialInfo HASHING =
            new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 8192);

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final Admin admin;
    private final KafkaTopics topics;
    private final StreamIds ids;
    private final Object granting = new Object();

    private KafkaStreamAccess(Admin admin, TopicSettings settings, StreamIds ids) {
        this.admin = admin;
        this.topics = new KafkaTopics(admin, settings);
        this.ids = ids;
    }

    /**
     * Does not wait for the cluster.
     *
     * @param connection properties of an ordinary client that may administer the cluster
     */
    public static KafkaStreamAccess open(
            Map<String, String> connection, TopicSettings settings, StreamIds ids) {
        return new KafkaStreamAccess(Clients.admin(connection, LIMIT), settings, ids);
    }

    @Override
    public void grant(TenantId tenant, String user, String password) {
        if (!USER.matcher(user).matches() || password.isEmpty()) {
            throw Failures.refused("a user has 1 to 128 of A-Z, a-z, 0-9, ._@+- and a password");
        }
        topics.ensure(tenant);
        synchronized (granting) {
            requireOwn(tenant, user);
            // Rules first: they say whose user it is when this is cut short.
            await(admin.createAcls(rules(tenant, user)).all(), "making access rules");
            var credential = new UserScramCredentialUpsertion(user, HASHING, password);
            await(
                    admin.alterUserScramCredentials(List.of(credential)).all(),
                    "setting the password of " + user);
        }
    }

    @Override
    public String signingKey(TenantId tenant, PrincipalId principal) {
        return ids.principals().signingKey(tenant, principal);
    }

    @Override
    public void close() {
        admin.close(KafkaTopics.LIMIT);
    }

    /** Whoever could grant a user of another tenant could write as that tenant. */
    private void requireOwn(TenantId tenant, String user) {
        var anyTopic = new ResourcePatternFilter(ResourceType.TOPIC, null, PatternType.ANY);
        var ofUser =
                new AccessControlEntryFilter(
                        principal(user), null, AclOperation.ANY, AclPermissionType.ANY);
        Collection<AclBinding> bindings =
                await(
                        admin.describeAcls(new AclBindingFilter(anyTopic, ofUser)).values(),
                        "reading access rules");
        for (AclBinding binding : bindings) {
            String topic = binding.pattern().name();
            if (!topic.equals(KafkaTopics.inbound(tenant))
                    && !topic.equals(KafkaTopics.deadLetters(tenant))) {
                throw Failures.refused("user " + user + " has rights on another topic: " + topic);
            }
        }
    }

    private static List<AclBinding> rules(TenantId tenant, String user) {
        var inbound = literal(ResourceType.TOPIC, KafkaTopics.inbound(tenant));
        var deadLetters = literal(ResourceType.TOPIC, KafkaTopics.deadLetters(tenant));
        var groups = new ResourcePattern(ResourceType.GROUP, tenant + ".", PatternType.PREFIXED);
        return List.of(
                allow(inbound, user, WRITE),
                allow(inbound, user, DESCRIBE),
                allow(deadLetters, user, READ),
                allow(deadLetters, user, DESCRIBE),
                allow(groups, user, READ),
                allow(groups, user, DESCRIBE));
    }

    private static ResourcePattern literal(ResourceType type, String name) {
        return new ResourcePattern(type, name, PatternType.LITERAL);
    }

    private static AclBinding allow(ResourcePattern on, String user, AclOperation operation) {
        return new AclBinding(on, new AccessControlEntry(principal(user), "*", operation, ALLOW));
    }

    private static String principal(String user) {
        return "User:" + user;
    }

    private static <T> T await(KafkaFuture<T> future, String what) {
        try {
            return Failures.await(future, KafkaTopics.LIMIT, what);
        } catch (ExecutionException e) {
            throw Failures.of(e, what);
        }
    }
}
