package io.safelight.bench.measure;

/**
 * A row of figures.
 *
 * @param name for the command line: lower case and hyphens
 * @param what is measured of the product
 * @param peer what it is measured against; empty when the target has none
 * @param unit of the product's and of the peer's value
 * @param rounds how often each is measured
 */
public record Row(String name, String what, String peer, String unit, Target target, int rounds) {

    public Row {
        if (!name.matches("[a-z0-9]+(-[a-z0-9]+)*") || rounds < 1) {
            throw new IllegalArgumentException("not a row: " + name + ", " + rounds);
        }
        if (peer.isEmpty() == target.hasPeer()) {
            throw new IllegalArgumentException(name + " lacks a peer, or has one in vain");
        }
    }
}
