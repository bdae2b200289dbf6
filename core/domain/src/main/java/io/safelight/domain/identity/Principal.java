package io.safelight.domain.identity;

/** An authenticated caller. Access is denied unless a method here says otherwise. */
public record Principal(TenantId tenant, PrincipalId id, Role role) {

    /** May it see images of {@code other}, their rows and their bytes? One answer for all three. */
    public boolean mayRead(TenantId other) {
        return role == Role.ADMINISTRATOR || tenant.equals(other);
    }

    public boolean mayAdminister() {
        return role == Role.ADMINISTRATOR;
    }
}
