package io.safelight.simulation;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.safelight.domain.image.ImageId;
import io.safelight.domain.image.Sha256;
import io.safelight.ports.receipts.Signer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;

/** What a receipt says, once its signature was found to be right. */
record Receipt(ImageId image, Sha256 sha256) {
    /** The ASN.1 before the 32 bytes of a key, RFC 8410. */
    private static final String KEY_HEADER = "302a300506032b6570032100";

    private static final JsonMapper JSON = new JsonMapper();

    static Receipt verified(String jws, Signer signer) {
        String[] parts = jws.split("\\.", -1);
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initVerify(key(signer.publicKey()));
            signature.update((parts[0] + "." + parts[1]).getBytes(US_ASCII));
            assertThat(signature.verify(Base64.getUrlDecoder().decode(parts[2]))).isTrue();
            JsonNode said = JSON.readTree(Base64.getUrlDecoder().decode(parts[1]));
            return new Receipt(
                    ImageId.parse(said.get("image").textValue()),
                    new Sha256(said.get("sha256").textValue()));
        } catch (GeneralSecurityException | IOException e) {
            throw new AssertionError("not a receipt: " + jws, e);
        }
    }

    private static PublicKey key(byte[] raw) throws GeneralSecurityException {
        byte[] header = HexFormat.of().parseHex(KEY_HEADER);
        byte[] encoded =
                ByteBuffer.allocate(header.length + raw.length).put(header).put(raw).array();
        return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
    }
}
