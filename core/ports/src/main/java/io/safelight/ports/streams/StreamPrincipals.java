package io.safelight.ports.streams;

import io.safelight.domain.identity.PrincipalId;
import io.safelight.domain.identity.TenantId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Who wrote a record. Kafka does not keep it, so a record proves it by itself, in the header {@link
 * #HEADER}: the principal, a space, and the HMAC-SHA-256 of the value in hexadecimal under the
 * principal's signing key. That key is derived from the platform's and from tenant and principal,
 * so there is none to keep for each, and no other principal's signature can be made with it.
 *
 * <p>A signature holds for the value only: who can read the topic can send the same value again.
 * Safe for many threads.
 */
public final class StreamPrincipals {
    public static final String HEADER = "safelight-principal";

    /** All that is known of a record that names nobody: one who may write to the topic wrote it. */
    public static final PrincipalId UNNAMED = new PrincipalId("stream");

    private static final String HMAC = "HmacSHA256";
    private static final int KEY_BYTES = 32;
    private static final Pattern FORM = Pattern.compile("(\\S{1,128}) ([0-9a-fA-F]{64})");

    /** Keeps these keys apart from all others that are ever made of the platform's. */
    private static final String PURPOSE = "safelight/stream-principal/1/";

    private final SecretKey platform;

    StreamPrincipals(byte[] key) {
        this.platform = new SecretKeySpec(key, HMAC);
    }

    /** What the principal signs its records with, in hexadecimal: a secret between it and us. */
    public String signingKey(TenantId tenant, PrincipalId principal) {
        return HexFormat.of().formatHex(keyOf(tenant, principal).getEncoded());
    }

    /** The header's value. */
    public String sign(TenantId tenant, PrincipalId principal, byte[] value) {
        return principal + " " + HexFormat.of().formatHex(mac(tenant, principal, value));
    }

    /** Whom the header names, if it proves that this principal of the tenant signed the value. */
    public Optional<PrincipalId> signer(TenantId tenant, String header, byte[] value) {
        Matcher form = FORM.matcher(header);
        if (!form.matches()) {
            return Optional.empty();
        }
        PrincipalId named;
        try {
            named = new PrincipalId(form.group(1));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        byte[] shown = HexFormat.of().parseHex(form.group(2));
        return MessageDigest.isEqual(mac(tenant, named, value), shown)
                ? Optional.of(named)
                : Optional.empty();
    }

    private byte[] mac(TenantId tenant, PrincipalId principal, byte[] value) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(keyOf(tenant, principal));
            return mac.doFinal(value);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    /** Neither a tenant nor a principal holds a slash: no two of them make the same text. */
    private SecretKey keyOf(TenantId tenant, PrincipalId principal) {
        byte[] purpose = (PURPOSE + tenant + "/" + principal).getBytes(StandardCharsets.US_ASCII);
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveKey(
                            HMAC,
                            HKDFParameterSpec.ofExtract()
                                    .addIKM(platform)
                                    .thenExpand(purpose, KEY_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HKDF-SHA256", e);
        }
    }
}
