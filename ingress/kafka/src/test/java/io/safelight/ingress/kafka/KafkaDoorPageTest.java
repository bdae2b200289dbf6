package io.safelight.ingress.kafka;

import static io.safelight.ingress.kafka.TestCluster.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.safelight.adapter.kafka.KafkaTopics;
import io.safelight.domain.identity.PrincipalId;
import io.safelight.ingress.kafka.example.SendImages;
import io.safelight.ingress.kafka.example.Signature;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What docs/kafka-door.md shows is what works. */
@SuppressWarnings("try") // a door works without being spoken to
final class KafkaDoorPageTest {
    private static final Path PAGE = Path.of("../../docs/kafka-door.md");
    private static final Path EXAMPLES =
            Path.of("src/test/java/io/safelight/ingress/kafka/example");

    @ParameterizedTest
    @ValueSource(strings = {"SendImages.java", "Signature.java"})
    void pageShowsTheExample(String example) throws Exception {
        String source = Files.readString(EXAMPLES.resolve(example));
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
                eventually().until(() -> submissions.of(tenant).size() == 1);
            }

            var given = submissions.of(tenant).getFirst();
            assertThat(given.body()).containsExactly(1, 2, 3);
            assertThat(given.submission().claims().filename()).contains("one.jpg");
        }
    }

    @Test
    void exampleSignsForWhoHasTheKey(@TempDir Path folder) throws Exception {
        var submissions = FakeSubmissions.accepting();
        try (var cluster = new TestCluster(folder)) {
            var tenant = cluster.tenant();
            var ana = new PrincipalId("ana@acme.example");
            var record =
                    new ProducerRecord<byte[], byte[]>(
                            KafkaTopics.inbound(tenant), new byte[] {1, 2, 3});
            Signature.sign(record, ana.value(), cluster.access.signingKey(tenant, ana));
            cluster.producer.send(record).get();

            try (var door = cluster.door(TestCluster.settings(), submissions)) {
                eventually().until(() -> submissions.of(tenant).size() == 1);
            }

            var given = submissions.of(tenant).getFirst();
            assertThat(given.submission().origin().principal()).isEqualTo(ana);
        }
    }
}
