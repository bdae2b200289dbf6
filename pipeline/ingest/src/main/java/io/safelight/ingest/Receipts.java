package io.safelight.ingest;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.safelight.domain.work.ImageRecord;
import io.safelight.ports.receipts.Signer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Signed statements that an image was taken in: compact JWS (RFC 7515) with EdDSA (RFC 8037). The
 * same image always has the same receipt. docs/formats/receipt.md tells the fields.
 */
public final class Receipts {
    public static final String TYPE = "safelight-receipt+jwt";

    private static final JsonMapper JSON = new JsonMapper();
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final Signer signer;

    public Receipts(Signer signer) {
        this.signer = signer;
    }

    public String of(ImageRecord image) {
        ObjectNode header = JSON.createObjectNode();
        header.put("alg", "EdDSA").put("typ", TYPE).put("kid", signer.keyId());
        String message = encoded(header) + "." + encoded(payload(image));
        byte[] signature = signer.sign(message.getBytes(StandardCharsets.US_ASCII));
        return message + "." + BASE64.encodeToString(signature);
    }

    private static ObjectNode payload(ImageRecord image) {
        return JSON.createObjectNode()
                .put("image", image.id().toString())
                .put("tenant", image.origin().tenant().value())
                .put("sha256", image.content().sha256().hex())
                .put("bytes", image.content().bytes())
                .put("receivedAt", image.lifetime().receivedAt().toString())
                .put("expiresAt", image.lifetime().expiresAt().toString())
                .put("bucket", image.lifetime().bucket().label())
                .put("nonce", image.receiptNonce());
    }

    private static String encoded(ObjectNode node) {
        return BASE64.encodeToString(node.toString().getBytes(StandardCharsets.UTF_8));
    }
}
