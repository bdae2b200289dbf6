package io.safelight.ingress.kafka.example;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends files: bootstrap server, tenant, user, password (the token), files. */
public final class SendImages {

    private SendImages() {}

    public static void main(String[] args) throws Exception {
        Map<String, Object> config =
                Map.of(
                        "bootstrap.servers", args[0],
                        "security.protocol", "SASL_PLAINTEXT",
                        "sasl.mechanism", "SCRAM-SHA-512",
                        "sasl.jaas.config",
                                "org.apache.kafka.common.security.scram.ScramLoginModule required"
                                        + " username=\"%s\" password=\"%s\";"
                                                .formatted(args[2], args[3]),
                        "max.request.size", "34603008",
                        "buffer.memory", "67108864");
        var bytes = new ByteArraySerializer();
        try (var producer = new KafkaProducer<byte[], byte[]>(config, bytes, bytes)) {
            for (int i = 4; i < args.length; i++) {
                Path file = Path.of(args[i]);
                var record =
                        new ProducerRecord<byte[], byte[]>(
                                "images.inbound." + args[1], Files.readAllBytes(file));
                record.headers()
                        .add("filename", utf8(String.valueOf(file.getFileName())))
                        .add("attributes", utf8("{\"camera\":\"north gate\"}"));
                var at = producer.send(record).get();
                System.out.println(file + " is on the stream at " + at);
            }
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
