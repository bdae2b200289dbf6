package io.safelight.ingress.kafka.example;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Puts your name on a record's image. */
public final class Signature {

    private Signature() {}

    public static void sign(
            ProducerRecord<byte[], byte[]> record, String principal, String signingKey)
            throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(HexFormat.of().parseHex(signingKey), "HmacSHA256"));
        String signature = HexFormat.of().formatHex(mac.doFinal(record.value()));
        record.headers()
                .add(
                        "safelight-principal",
                        (principal + " " + signature).getBytes(StandardCharsets.UTF_8));
    }
}
