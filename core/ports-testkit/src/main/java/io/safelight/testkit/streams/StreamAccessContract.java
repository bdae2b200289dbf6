package io.safelight.testkit.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.safelight.domain.identity.PrincipalId;
import io.safelight.domain.identity.TenantId;
import io.safelight.ports.PortException;
import io.safelight.ports.streams.StreamAccess;
import io.safelight.ports.streams.StreamIds;
import io.safelight.ports.streams.StreamPrincipals;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** What every {@link StreamAccess} must hold. */
public abstract class StreamAccessContract {
    private final TenantId acme = freshTenant();
    private final TenantId other = freshTenant();
    private final String user = "user-" + UUID.randomUUID();

    protected abstract StreamAccess access();

    /** The ids that it was made with. */
    protected abstract StreamIds ids();

    /** Can this user write to the tenant's inbound topic now? */
    protected abstract boolean mayWrite(String user, String password, TenantId tenant)
            throws Exception;

    /** Can this user read the tenant's dead letters now? */
    protected abstract boolean mayReadDeadLetters(String user, String password, TenantId tenant)
            throws Exception;

    @Test
    public void userWritesAndReadsWhatIsOfItsTenant() throws Exception {
        access().grant(acme, user, "secret-1");

        assertThat(mayWrite(user, "secret-1", acme)).isTrue();
        assertThat(mayReadDeadLetters(user, "secret-1", acme)).isTrue();
    }

    @Test
    public void userHasNothingOfAnotherTenant() throws Exception {
        access().grant(acme, user, "secret-1");
        access().grant(other, "other-" + user, "secret-2");

        assertThat(mayWrite(user, "secret-1", other)).isFalse();
        assertThat(mayReadDeadLetters(user, "secret-1", other)).isFalse();
    }

    @Test
    public void wrongPasswordAndUnknownUserAreRefused() throws Exception {
        access().grant(acme, user, "secret-1");

        assertThat(mayWrite(user, "secret-2", acme)).isFalse();
        assertThat(mayWrite("nobody", "secret-1", acme)).isFalse();
    }

    @Test
    public void latestPasswordCounts() throws Exception {
        access().grant(acme, user, "secret-1");
        access().grant(acme, user, "secret-2");

        assertThat(mayWrite(user, "secret-2", acme)).isTrue();
        assertThat(mayWrite(user, "secret-1", acme)).isFalse();
    }

    @Test
    public void usersOfOneTenantCannotBeTakenByAnother() throws Exception {
        access().grant(acme, user, "secret-1");

        assertThatExceptionOfType(PortException.class)
                .isThrownBy(() -> access().grant(other, user, "secret-2"))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(PortException.Kind.REFUSED));

        assertThat(mayWrite(user, "secret-2", other)).isFalse();
        assertThat(mayWrite(user, "secret-1", acme)).isTrue();
    }

    @Test
    public void signingKeySignsForItsPrincipalAlone() throws Exception {
        var ana = new PrincipalId("ana@acme.example");
        byte[] value = {1, 2, 3};
        var mac = Mac.getInstance("HmacSHA256");
        byte[] key = HexFormat.of().parseHex(access().signingKey(acme, ana));

        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        String signature = " " + HexFormat.of().formatHex(mac.doFinal(value));

        StreamPrincipals principals = ids().principals();
        assertThat(principals.signer(acme, ana + signature, value)).contains(ana);
        assertThat(principals.signer(other, ana + signature, value)).isEmpty();
        assertThat(principals.signer(acme, "bob" + signature, value)).isEmpty();
        assertThat(access().signingKey(acme, ana)).isEqualTo(HexFormat.of().formatHex(key));
    }

    private static TenantId freshTenant() {
        return new TenantId("t-" + UUID.randomUUID());
    }
}
