package dev.stagedoor.signaling.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.signaling.identity.AccessToken.Verification;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class KeyRingTest {
    private static final Duration KEY = Duration.ofDays(30);
    private static final Duration TOKEN = Duration.ofMinutes(15);
    private static final Account ACCOUNT = new Account(
            UUID.randomUUID(), "a@example.org", "Asha", "", Set.of(Role.VIEWER), LocalDate.EPOCH, Instant.EPOCH, null);

    private final List<SigningKey> stored = new ArrayList<>();
    private Instant now = Instant.parse("2026-01-01T00:00:00.123456789Z");
    private int lookups;
    private final SigningKeyStore store = new SigningKeyStore() {
        @Override
        public List<SigningKey> signingUntilAfter(Instant moment) {
            lookups++;
            return stored.stream()
                    .filter(key -> key.signsUntil().isAfter(moment))
                    .toList();
        }

        @Override
        public void add(SigningKey key) {
            stored.add(key);
        }
    };

    private final KeyRing ring = newRing();
    private final AccessTokens tokens = new AccessTokens(ring, "stagedoor", TOKEN, () -> now);

    private KeyRing newRing() {
        return new KeyRing(store, KEY, TOKEN, () -> now);
    }

    private String issue() {
        return tokens.issue(ACCOUNT, UUID.randomUUID(), false);
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    @Test
    void makesOneKeyAndKeepsToIt() {
        String first = ring.signingKey().getKeyID();
        pass(Duration.ofDays(20));

        assertThat(ring.signingKey().getKeyID()).isEqualTo(first);
        assertThat(stored).hasSize(1);
    }

    @Test
    void publishesASuccessorBeforeItSigns() {
        String first = ring.signingKey().getKeyID();
        pass(KEY.minus(Duration.ofHours(20)));

        assertThat(ring.signingKey().getKeyID()).isEqualTo(first);
        assertThat(ring.publicKeys().getKeys()).hasSize(2);

        pass(Duration.ofHours(21));
        assertThat(ring.signingKey().getKeyID()).isNotEqualTo(first);
    }

    @Test
    void publishesNoPrivateKey() {
        assertThat(tokens.publicKeys()).contains("\"x\"").doesNotContain("\"d\"");
    }

    @Test
    void checksTokensOfAKeyThatNoLongerSigns() {
        ring.signingKey();
        pass(KEY.minus(Duration.ofMinutes(5)));
        String token = issue();
        pass(Duration.ofMinutes(10));
        issue();

        assertThat(tokens.verify(token)).isInstanceOf(Verification.Valid.class);

        pass(Duration.ofMinutes(5));
        assertThat(tokens.verify(token)).isInstanceOf(Verification.Expired.class);
    }

    @Test
    void knowsAKeyThatAnotherNodeHasMade() {
        ring.signingKey();
        stored.clear();
        String foreign =
                new AccessTokens(newRing(), "stagedoor", TOKEN, () -> now).issue(ACCOUNT, UUID.randomUUID(), false);
        pass(Duration.ofSeconds(3));

        assertThat(tokens.verify(foreign)).isInstanceOf(Verification.Valid.class);
    }

    @Test
    void asksTheDatabaseSeldomForKeysThatDoNotExist() {
        ring.signingKey();
        int before = lookups;

        for (int i = 0; i < 100; i++) {
            ring.verificationKey("made-up-" + i);
        }

        assertThat(lookups - before).isLessThanOrEqualTo(1);
    }
}
