package io.safelight.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** What only the text of sources and POMs tells. */
class SourcesTest {
    private static final int MAX_LINES = 400;

    private final Path root = root();

    @Test
    void noSourceFileIsLongerThanAReaderCanHold() throws IOException {
        var tooLong = new ArrayList<String>();
        var sources = files("**/src/main/java/**.java");
        for (Path source : sources) {
            int lines = Files.readAllLines(source).size();
            if (lines > MAX_LINES) {
                tooLong.add(root.relativize(source) + ": " + lines);
            }
        }

        assertThat(sources).hasSizeGreaterThan(200);
        assertThat(tooLong).isEmpty();
    }

    @Test
    void everyForeignDependencyHasItsReason() throws Exception {
        var without = new ArrayList<String>();
        for (Path pom : modules()) {
            for (Element dependency : dependencies(parse(pom))) {
                String group = text(dependency, "groupId");
                if (!group.equals("io.safelight") && !hasComment(dependency)) {
                    without.add(root.relativize(pom) + ": " + text(dependency, "artifactId"));
                }
            }
        }

        assertThat(without).isEmpty();
    }

    @Test
    void versionsAreManagedAtTheRootAndNeverARange() throws Exception {
        var own = new ArrayList<String>();
        for (Path pom : modules()) {
            for (Element dependency : dependencies(parse(pom))) {
                boolean foreign = !text(dependency, "groupId").equals("io.safelight");
                if (foreign && !text(dependency, "version").isEmpty()) {
                    own.add(root.relativize(pom) + ": " + text(dependency, "artifactId"));
                }
            }
        }
        var ranges = new ArrayList<String>();
        NodeList managed = parse(root.resolve("pom.xml")).getElementsByTagName("dependency");
        for (int i = 0; i < managed.getLength(); i++) {
            String version = text((Element) managed.item(i), "version");
            if (version.matches("[\\[(].*|LATEST|RELEASE")) {
                ranges.add(text((Element) managed.item(i), "artifactId"));
            }
        }

        assertThat(own).isEmpty();
        assertThat(ranges).isEmpty();
    }

    private List<Path> modules() throws IOException {
        List<Path> poms = files("**/pom.xml");
        assertThat(poms).hasSizeGreaterThan(20);
        return poms.stream().filter(pom -> !pom.equals(root.resolve("pom.xml"))).toList();
    }

    private List<Path> files(String glob) throws IOException {
        var matcher = root.getFileSystem().getPathMatcher("glob:" + glob);
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(matcher::matches)
                    .filter(file -> !root.relativize(file).toString().contains("target/"))
                    .filter(file -> !root.relativize(file).toString().contains("node_modules/"))
                    .sorted()
                    .toList();
        }
    }

    /** Those of the module itself: not managed ones, not those of plugins. */
    private static List<Element> dependencies(Document pom) {
        var found = new ArrayList<Element>();
        for (Node list : children(pom.getDocumentElement(), "dependencies")) {
            for (Node dependency : children(list, "dependency")) {
                found.add((Element) dependency);
            }
        }
        return found;
    }

    private static List<Node> children(Node parent, String name) {
        var found = new ArrayList<Node>();
        for (Node at = parent.getFirstChild(); at != null; at = at.getNextSibling()) {
            if (name.equals(at.getNodeName())) {
                found.add(at);
            }
        }
        return found;
    }

    private static String text(Element parent, String name) {
        List<Node> found = children(parent, name);
        return found.isEmpty() ? "" : found.getFirst().getTextContent().strip();
    }

    private static boolean hasComment(Element dependency) {
        @Nullable Node before = dependency.getPreviousSibling();
        while (before != null && before.getNodeType() == Node.TEXT_NODE) {
            before = before.getPreviousSibling();
        }
        return before != null && before.getNodeType() == Node.COMMENT_NODE;
    }

    private static Document parse(Path pom)
            throws IOException, ParserConfigurationException, SAXException {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(pom.toFile());
    }

    private static Path root() {
        Path at = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(at.resolve(".mvn"))) {
            at = at.getParent();
            if (at == null) {
                throw new IllegalStateException("not below the root of the project");
            }
        }
        return at;
    }
}
