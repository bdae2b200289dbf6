package io.safelight.domain.expiry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LifetimeTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00.123Z");
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void expiresItsRetentionAfterItsArrivalAndIsFiledUnderThatHour() {
        Lifetime lifetime = new Retention(Duration.ofDays(7), HOUR).from(NOON);

        assertThat(lifetime.receivedAt()).isEqualTo(NOON);
        assertThat(lifetime.expiresAt()).isEqualTo("2026-11-28T12:00:00.123Z");
        assertThat(lifetime.bucket().label()).isEqualTo("2026-11-28T12");
    }

    @Test
    void isOverFromTheInstantOfItsExpiry() {
        Lifetime lifetime = new Retention(Duration.ofDays(7), HOUR).from(NOON);

        assertThat(lifetime.isOver(lifetime.expiresAt().minusNanos(1))).isFalse();
        assertThat(lifetime.isOver(lifetime.expiresAt())).isTrue();
        assertThat(lifetime.isOver(Instant.MAX)).isTrue();
    }

    @Test
    void anExpiryAtTheFullHourIsFiledUnderTheHourThatBegins() {
        Lifetime lifetime =
                new Retention(Duration.ofDays(7), HOUR).from(Instant.parse("2026-11-21T12:00:00Z"));

        assertThat(lifetime.bucket().start()).isEqualTo(lifetime.expiresAt());
    }

    @Test
    void cannotExistInvalid() {
        var bucket = ExpiryBucket.containing(NOON, HOUR);
        Instant later = NOON.plusSeconds(60);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Lifetime(NOON.plusNanos(1), later, bucket));
        assertThatIllegalArgumentException().isThrownBy(() -> new Lifetime(NOON, NOON, bucket));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Lifetime(NOON, bucket.end(), bucket));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> {
                            var next = ExpiryBucket.containing(NOON.plus(HOUR), HOUR);
                            new Lifetime(NOON, later, next);
                        });
    }

    @Test
    void aRetentionIsAMinuteOrMoreAndItsBucketsDivideADay() {
        assertThat(new Retention(Duration.ofMinutes(1), Duration.ofMinutes(1)).from(NOON).bucket())
                .isEqualTo(ExpiryBucket.parse("2026-11-21T12.01_1m"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Retention(Duration.ofSeconds(59), HOUR));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Retention(Duration.ofDays(-7), HOUR));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Retention(Duration.ofDays(7), Duration.ofMinutes(50)));
    }
}
