package io.safelight.node.roles;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Finds where classes lie, so that a child gets the few jars it needs and no others. */
public final class ClassPath {
    private ClassPath() {}

    /** The jars or folders that hold these resources, each once. */
    public static List<Path> holding(String... resources) {
        var places = new ArrayList<Path>();
        for (String resource : resources) {
            Path place = place(resource);
            if (!places.contains(place)) {
                places.add(place);
            }
        }
        return List.copyOf(places);
    }

    private static Path place(String resource) {
        URL url = ClassPath.class.getClassLoader().getResource(resource);
        if (url == null) {
            throw new IllegalStateException("the installation lacks " + resource);
        }
        try {
            if (url.openConnection() instanceof JarURLConnection jar) {
                return Path.of(jar.getJarFileURL().toURI());
            }
            Path place = Path.of(url.toURI());
            for (int i = 0; i < Path.of(resource).getNameCount(); i++) {
                place = place.resolve("..");
            }
            return place.normalize();
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException("the class path is not made of files", e);
        }
    }
}
