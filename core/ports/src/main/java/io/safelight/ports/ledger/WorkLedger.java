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

/**
 * Images as work. The row is the work: there is no other queue.
 *
 * <p>A claim is an attempt, on disk before it starts. What a claim writes is taken only while it is
 * the row's latest, told by its epoch: exactly one of several holders publishes.
 */
public interface WorkLedger {

    /**
     * Claims images that are due and not expired, the longest waiting first within a tenant, and
     * the tenants in turn: a tenant with a million waiting images delays another by at most one
     * image of each.
     *
     * @param max how many can start at once. An image that must run alone is returned alone, and
     *     only when {@code max} is all that the node can run
     * @param idle whether the node runs nothing now: only then it is given an image that must run
     *     alone
     */
    List<Claimed> claim(NodeId node, int max, boolean idle, Instant now, Duration lease);

    /** Prolongs the leases that are still held. Returns those that are not. */
    List<Claim> renew(List<Claim> claims, Instant leaseUntil);

    /**
     * Publishes an outcome, unless the claim has been overtaken: then false, and what the claim
     * made is to be deleted.
     */
    boolean finish(Claim claim, Outcome outcome, Instant at);

    /**
     * Gives an image back, to be claimed again at {@code retryAt}. False when the claim has been
     * overtaken.
     */
    boolean release(Claim claim, Tries tries, Instant retryAt);

    /**
     * Takes claims back whose holder is dead: the lease ended, or, for a node that has just
     * started, everything it held before. Each counts as a death of its node ({@link
     * Tries#afterNodeDeath()}).
     *
     * @param self the node that has just started
     * @return those taken back, received again and due at {@code retryAt}
     */
    List<Claimed> reclaim(Instant now, Optional<NodeId> self, Instant retryAt);

    /**
     * Moves failed images back to received with no tries held against them.
     *
     * @param images which; empty means every failed image of {@code tenant}
     * @return how many
     */
    int redrive(Optional<TenantId> tenant, List<ImageId> images, Instant now);

    /** How many images are in each state and how old the work is. */
    WorkSummary summary(Instant now);

    /** Waits until something may have become due, or until {@code longest} is over. */
    void awaitWork(Duration longest) throws InterruptedException;
}
