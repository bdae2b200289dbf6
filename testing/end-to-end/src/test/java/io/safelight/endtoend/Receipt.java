package io.safelight.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import io.safelight.endtoend.program.Client;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;

/**
 * What a receipt says, once it is verified: written from the formats' specifications (RFC 7515, RFC
 * 8037, RFC 8410) and not with the code that signs.
 */
record Receipt(String image, String sha256, long bytes) {
    /** An X.509 SubjectPublicKeyInfo of Ed25519 up to its 32 bytes of key (RFC 8410, section 4). */
    private static final byte[] ED25519 = HexFormat.of().parseHex("302a300506032b6570032100");

    /**
     * @param keys the answer of /v1/keys
     * @throws AssertionError when it does not verify
     */
    static Receipt verified(String jws, JsonNode keys) {
        String[] parts = jws.split("\\.", -1);
        if (parts.length != 3) {
            throw new AssertionError("not a compact JWS: " + jws);
        }
        try {
            JsonNode header = Client.JSON.readTree(decoded(parts[0]));
            if (!header.path("alg").asText().equals("EdDSA")) {
                throw new AssertionError("another algorithm: " + header);
            }
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(key(keys, header.path("kid").asText()));
            verifier.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
            if (!verifier.verify(decoded(parts[2]))) {
                throw new AssertionError("the signature is wrong: " + jws);
            }
            JsonNode payload = Client.JSON.readTree(decoded(parts[1]));
            return new Receipt(
                    payload.path("image").asText(),
                    payload.path("sha256").asText(),
                    payload.path("bytes").asLong());
        } catch (IOException | GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static PublicKey key(JsonNode keys, String id) throws GeneralSecurityException {
        for (JsonNode key : keys.path("keys")) {
            if (key.path("kid").asText().equals(id)) {
                byte[] raw = decoded(key.path("x").asText());
                byte[] encoded = new byte[ED25519.length + raw.length];
                System.arraycopy(ED25519, 0, encoded, 0, ED25519.length);
                System.arraycopy(raw, 0, encoded, ED25519.length, raw.length);
                return KeyFactory.getInstance("Ed25519")
                        .generatePublic(new X509EncodedKeySpec(encoded));
            }
        }
        throw new AssertionError("no key " + id + " in " + keys);
    }

    private static byte[] decoded(String text) {
        return Base64.getUrlDecoder().decode(text);
    }
}
