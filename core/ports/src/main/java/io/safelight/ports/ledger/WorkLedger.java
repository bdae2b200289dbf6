package io.safelight.ports.ledger;

import io.safelight.domain.identity.TenantId;
import io.safelight.domain.image.ImageId;
import io.safelight.domain.work.Claim;
import io.safelight.domain.work.Claimed;
import io.safelight.domain.work.NodeId;
import io.safelight.domain.work.Outcome;
import io.safelight.domain.work.Tries;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Images as work. The row is the work: there is no other queue.
 *
 * <p>A claim is an attempt, on disk before it starts. What a claim writes is taken only while it is
 * the row's latest, told by its epoch: exactly one of several holders publishes.
 */
public interface WorkLedger {
    /** How long an image that must run alone waits for a node that happens to be idle. */
    Duration ALONE_PATIENCE = Duration.ofMinutes(1);

    /**
     * Claims images that are due and not expired, within a tenant those first that have been due
     * the longest (by their {@code retryAt}, which begins as the time of arrival), and the tenants
     * in turn: a tenant with a million waiting images delays another by at most one image of each.
     *
     * <p>An image that must run alone is given, before any other and with none beside it, to a node
     * that is idle. While none is, others are claimed past it; but once it has been due for {@link
     * #ALONE_PATIENCE}, one of the nodes that ask is given nothing until it is idle.
     *
     * @param max how many can start at once; less than 1 claims nothing
     * @param idle whether the node runs nothing now
     */
    List<Claimed> claim(NodeId node, int max, boolean idle, Instant now, Duration lease);

    /**
     * Sets the end of the leases that are still held; one that has ended is held until the claim is
     * taken back. Returns those that are not held.
     */
    List<Claim> renew(List<Claim> claims, Instant leaseUntil);

    /**
     * Publishes an outcome, unless the claim has been overtaken: then false, and what the claim
     * made is to be deleted.
     *
     * @param tries all of them, with those of this claim
     */
    boolean finish(Claim claim, Outcome outcome, Tries tries, Instant at);

    /**
     * Gives an image back, to be claimed again at {@code retryAt}. False when the claim has been
     * overtaken.
     */
    boolean release(Claim claim, Tries tries, Instant retryAt);

    /**
     * The claims that a node holds, of whatever start of it, whether their leases have ended or
     * not: how a node that lives finds those that it was not told of, or that it lost sight of. It
     * releases them before it reclaims, for nobody died of them. A claim whose outcome was unknown
     * may still be committed after the answer.
     */
    List<Claimed> heldBy(NodeId node);

    /**
     * Takes claims back whose holder is dead: the lease ended, or, for a node that has just
     * started, everything it held before. Each counts as a death of its node ({@link
     * Tries#afterNodeDeath()}).
     *
     * @param self the node that has just started
     * @param retryAt when an image is due again, by its tries with this death
     * @return those taken back, received again
     */
    List<Claimed> reclaim(Instant now, Optional<NodeId> self, Function<Tries, Instant> retryAt);

    /**
     * Moves failed images that are not expired back to received, as if nothing had been tried: no
     * tries, no findings. In steps, each of them durable: after a failure, ask again.
     *
     * @param tenant only its images
     * @param images which; empty means every failed one
     * @return how many
     */
    int redrive(Optional<TenantId> tenant, List<ImageId> images, Instant now);

    /** How many images are in each state and how old the work is. */
    WorkSummary summary(Instant now);

    /**
     * Waits until something may have become due since a claim came back short, or until {@code
     * longest} is over. A change of the ledger ends it, the mere passing of time need not: {@code
     * longest} is how late a retry may be noticed.
     */
    void awaitWork(Duration longest) throws InterruptedException;
}
