package dev.stagedoor.signaling.web;

import dev.stagedoor.signaling.RiskDesk;
import dev.stagedoor.signaling.WalletService.Page;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** One flag, about whomever a test says. */
final class TestRisk implements RiskDesk {
    static final UUID FLAG = UUID.fromString("01989f4e-7a10-7b3c-9d55-2f1f6f0a1c77");

    final List<String> signedIn = new CopyOnWriteArrayList<>();
    volatile UUID subject = UUID.randomUUID();
    volatile @Nullable Decision decision;
    volatile @Nullable String asked;

    @Override
    public void signedIn(UUID accountId, String browserId) {
        signedIn.add(accountId + " " + browserId);
    }

    @Override
    public Page<Flag> flags(@Nullable State state, @Nullable String cursor, int limit) {
        asked = String.valueOf(state);
        return new Page<>(List.of(flag(State.OPEN)), null);
    }

    @Override
    public Outcome decide(UUID flagId, Ruling ruling, UUID person, String note) {
        if (!flagId.equals(FLAG)) {
            return new Outcome.Missing();
        }
        if (person.equals(subject)) {
            return new Outcome.OwnCase();
        }
        if (decision != null) {
            return new Outcome.TooLate(State.DISMISSED);
        }
        decision = new Decision(person, Instant.EPOCH, note);
        return new Outcome.Decided(flag(ruling == Ruling.DISMISS ? State.DISMISSED : State.CONFIRMED), 2);
    }

    private Flag flag(State state) {
        List<Party> parties = List.of(new Party(subject, true), new Party(UUID.randomUUID(), false));
        return new Flag(FLAG, "GIFT_LOOP", subject, 6, 5, Instant.EPOCH, state, parties, decision);
    }
}
