package io.safelight.node.doctor;

/** One thing to look at. Changes nothing that lasts, and does not throw for what it finds. */
interface Check {
    Finding look();
}
