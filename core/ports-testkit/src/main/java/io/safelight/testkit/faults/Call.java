package io.safelight.testkit.faults;

/**
 * A call to a port on its way.
 *
 * @param number from 1, in the order of all calls through one {@link Faults}
 * @param port the simple name of its interface, or of {@code InputStream} or {@code OutputStream}
 * @param method such as {@code finish}
 */
public record Call(int number, String port, String method) {

    @Override
    public String toString() {
        return number + " " + port + "." + method;
    }
}
