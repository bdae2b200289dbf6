package io.safelight.node.configuration;

/** Which Safelight this is. */
public final class Version {
    private Version() {}

    /** As the jar says; {@code development} when it runs from class files. */
    public static String current() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
