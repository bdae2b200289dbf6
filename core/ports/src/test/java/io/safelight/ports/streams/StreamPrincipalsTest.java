package io.safelight.ports.streams;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.safelight.domain.identity.PrincipalId;
import io.safelight.domain.identity.TenantId;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamPrincipalsTest {
    private static final TenantId ACME = new TenantId("acme");
    private static final TenantId OTHER = new TenantId("acme-eu");
    private static final PrincipalId ANA = new PrincipalId("ana@acme.example");
    private static final PrincipalId BOB = new PrincipalId("bob");
    private static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes(US_ASCII);
    private static final byte[] VALUE = "an image".getBytes(US_ASCII);

    private final StreamPrincipals principals = new StreamIds(KEY).principals();

    /** Producers have their keys, and records lie on topics, while the platform is upgraded. */
    @Test
    void keysAndSignaturesAreTheSameInEveryVersion() {
        assertThat(principals.signingKey(ACME, ANA))
                .isEqualTo("67ff8f4c71c9bb5e8960aaf379acd91df89872b593b016d921b49ff20eb352fa");
        assertThat(principals.sign(ACME, ANA, VALUE))
                .isEqualTo(
                        "ana@acme.example "
                            + "08decaa520b5321c51ec53975be23f3e1c4510580d8f8ad311e2a9ab9adf87a7");
    }

    @Test
    void whoHasTheKeySignsWithOrdinaryHmac() throws Exception {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(
                new SecretKeySpec(
                        HexFormat.of().parseHex(principals.signingKey(ACME, ANA)), "HmacSHA256"));
        String signature = HexFormat.of().formatHex(mac.doFinal(VALUE));

        assertThat(principals.signer(ACME, ANA + " " + signature, VALUE)).contains(ANA);
        assertThat(principals.signer(ACME, ANA + " " + signature.toUpperCase(Locale.ROOT), VALUE))
                .contains(ANA);
    }

    @Test
    void signatureHoldsForItsTenantPrincipalAndValueOnly() {
        String signed = principals.sign(ACME, ANA, VALUE);
        String signature = signed.substring(signed.indexOf(' '));

        assertThat(principals.signer(OTHER, signed, VALUE)).isEmpty();
        assertThat(principals.signer(ACME, BOB + signature, VALUE)).isEmpty();
        assertThat(principals.signer(ACME, signed, new byte[0])).isEmpty();
        assertThat(principals.signer(ACME, principals.sign(OTHER, ANA, VALUE), VALUE)).isEmpty();
    }

    @Test
    void anotherPlatformsSignatureIsNone() {
        byte[] other = KEY.clone();
        other[0] ^= 1;

        String signed = new StreamIds(other).principals().sign(ACME, ANA, VALUE);

        assertThat(principals.signer(ACME, signed, VALUE)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "ana@acme.example",
                "ana@acme.example ",
                "ana@acme.example 00",
                "ana@acme.example  SIGNATURE",
                " ana@acme.example SIGNATURE",
                "ana@acme.example SIGNATURE ",
                "ana@acme.example SIGNATURE00",
                "ana@acme.example\tSIGNATURE",
                "ana@acme.example SIGNATURE\n",
                "ANA@acme.example SIGNATURE",
                "ana@acme.example\u0000 SIGNATURE",
                "\u0430na@acme.example SIGNATURE",
                "\uD83D\uDE00 SIGNATURE",
                "../ana SIGNATURE"
            })
    void anythingElseNamesNobody(String header) {
        String signed = principals.sign(ACME, ANA, VALUE);
        String signature = signed.substring(signed.indexOf(' ') + 1);

        assertThat(principals.signer(ACME, header.replace("SIGNATURE", signature), VALUE))
                .isEmpty();
    }
}
