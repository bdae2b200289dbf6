package io.safelight.domain.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.safelight.domain.program.Output;
import io.safelight.domain.program.ProgramName;
import io.safelight.domain.work.IdempotencyKey;
import io.safelight.domain.work.NodeId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "0",
                "acme",
                "acme-eu",
                "a--b",
                "a23456789b123456789c123456789d123456789e123456789f123456789g123"
            })
    void aTenantsNameFitsIntoTopicsPathsAndLabels(String name) {
        assertThat(new TenantId(name)).hasToString(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-a",
                "a-",
                "A",
                "a.b",
                "a_b",
                "a/b",
                "..",
                "a b",
                "a\n",
                "ä",
                "a23456789b123456789c123456789d123456789e123456789f123456789g1234"
            })
    void anyOtherTenantIsRefused(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> new TenantId(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "-a", "a/b", "a b", "a\n", "User:a", "ä"})
    void aPrincipalHasAPlainName(String name) {
        assertThat(new PrincipalId("ana@acme.example")).hasToString("ana@acme.example");
        assertThat(new PrincipalId("a".repeat(128)).value()).hasSize(128);
        assertThatIllegalArgumentException().isThrownBy(() -> new PrincipalId(name));
        assertThatIllegalArgumentException().isThrownBy(() -> new PrincipalId("a".repeat(129)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "-a", "a/b", "a b", "a\n", "a:b"})
    void aNodeHasAPlainName(String name) {
        assertThat(new NodeId("Node_1.eu-west")).hasToString("Node_1.eu-west");
        assertThatIllegalArgumentException().isThrownBy(() -> new NodeId(name));
        assertThatIllegalArgumentException().isThrownBy(() -> new NodeId("a".repeat(129)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", ".a", "../a", "a/b", "A.jpg", "a b", "a\n", "-a"})
    void anOutputIsNamedLikeAFileInItsProgram(String name) {
        Output.requireName("thumb.webp");
        Output.requireName("a".repeat(64));
        assertThatIllegalArgumentException().isThrownBy(() -> Output.requireName(name));
        assertThatIllegalArgumentException().isThrownBy(() -> Output.requireName("a".repeat(65)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-a", "a-", "A", "a.b", "a/b", "a\n"})
    void aProgramHasAPlainName(String name) {
        assertThat(new ProgramName("renditions")).hasToString("renditions");
        assertThatIllegalArgumentException().isThrownBy(() -> new ProgramName(name));
        assertThatIllegalArgumentException().isThrownBy(() -> new ProgramName("a".repeat(65)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\n", "a\u007f", "ä", "\u0000"})
    void anIdempotencyKeyIsPrintableAscii(String key) {
        assertThat(new IdempotencyKey(" ~!").value()).isEqualTo(" ~!");
        assertThat(new IdempotencyKey("k".repeat(255)).value()).hasSize(255);
        assertThatIllegalArgumentException().isThrownBy(() -> new IdempotencyKey(key));
        assertThatIllegalArgumentException().isThrownBy(() -> new IdempotencyKey("k".repeat(256)));
    }

    @Test
    void aMemberReadsItsOwnTenantAndAnAdministratorAll() {
        var acme = new TenantId("acme");
        var other = new TenantId("other");
        var member = new Principal(acme, new PrincipalId("ana"), Role.MEMBER);
        var administrator = new Principal(acme, new PrincipalId("ada"), Role.ADMINISTRATOR);

        assertThat(member.mayRead(acme)).isTrue();
        assertThat(member.mayRead(other)).isFalse();
        assertThat(member.mayAdminister()).isFalse();
        assertThat(administrator.mayRead(other)).isTrue();
        assertThat(administrator.mayAdminister()).isTrue();
    }
}
