package io.safelight.ingress.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.safelight.ingress.kafka.example.SendImages;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/kafka-door.md shows is what works. */
@SuppressWarnings("try") // a door works without being spoken to
final class KafkaDoorPageTest {
    private static final Path PAGE = Path.of("../../docs/kafka-door.md");
    private static final Path EXAMPLE =
            Path.of("src/test/java/io/safelight/ingress/kafka/example/SendImages.java");

    @Test
    void pageShowsTheExample() throws Exception {
        String source = Files.readString(EXAMPLE);
        String shown = source.substring(source.indexOf("import "));

        assertThat(Files.readString(PAGE)).contains(shown);
    }

    @Test
    void exampleSendsAnImage(@TempDir Path folder) throws Exception {
        Path image = Files.write(folder.resolve("one.jpg"), new byte[] {1, 2, 3});
        var submissions = FakeSubmissions.accepting();
        try (var cluster = new TestCluster(folder)) {
            var tenant = cluster.tenant();
            cluster.access.grant(tenant, "ana", "secret");

            try (var door = cluster.door(TestCluster.settings(), submissions)) {
                SendImages.main(
                        new String[] {
                            cluster.broker.bootstrap(),
                            tenant.value(),
                            "ana",
                            "secret",
                            image.toString()
                        });
                await().until(() -> submissions.of(tenant).size() == 1);
            }

            var given = submissions.of(tenant).getFirst();
            assertThat(given.body()).containsExactly(1, 2, 3);
            assertThat(given.submission().claims().filename()).contains("one.jpg");
        }
    }
}
