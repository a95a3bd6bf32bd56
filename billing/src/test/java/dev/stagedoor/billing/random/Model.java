package dev.stagedoor.billing.random;

import dev.stagedoor.billing.pricing.Charge;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What the ledger should come to, as simple as can be: a number of coins for each viewer, of money for each payee, and
 * the calls that run. No journal, no holds, no lots, no database.
 *
 * <p>Coins in escrow are nobody's, and money that a payee has asked for is the payee's until it is paid.
 */
final class Model {
    private static final long SHARE_BASIS_POINTS = 4_500;

    private final Map<UUID, Long> coins = new HashMap<>();
    private final Map<UUID, Long> earned = new HashMap<>();
    private final Map<UUID, UUID> agencies = new HashMap<>();
    private final Map<UUID, Integer> agencyBasisPoints = new HashMap<>();
    private final Map<UUID, Call> calls = new HashMap<>();
    private final Set<UUID> tips = new HashSet<>();

    /**
     * A call that has not ended.
     *
     * @param billedMs delivered time that was paid for
     */
    record Call(UUID id, UUID viewer, UUID performer, Charge charge, boolean running, long billedMs) {
        Call started() {
            return new Call(id, viewer, performer, charge, true, billedMs);
        }

        Call billed(long ms) {
            return new Call(id, viewer, performer, charge, running, Math.max(billedMs, ms));
        }
    }

    void give(UUID viewer, long minor) {
        coins.merge(viewer, minor, Math::addExact);
    }

    void take(UUID viewer, long minor) {
        give(viewer, -minor);
    }

    void tip(UUID tipId, UUID viewer, UUID performer, long minor) {
        if (tips.add(tipId)) {
            take(viewer, minor);
            earn(performer, minor);
        }
    }

    /** Money that is no share of coins: a commission, or what is taken back, then negative. */
    void owe(UUID payee, long minor) {
        earned.merge(payee, minor, Math::addExact);
    }

    /** Somebody has lost that much. */
    void lose(Map<UUID, Long> taken) {
        taken.forEach((payee, minor) -> owe(payee, -minor));
    }

    /** From now on a part of what the performer earns goes to the agency. */
    void represent(UUID performer, UUID agency, int basisPoints) {
        agencies.put(performer, agency);
        agencyBasisPoints.put(performer, basisPoints);
    }

    /** Coins were spent on a performer. */
    void earn(UUID performer, long minor) {
        sharesOf(performer, minor).forEach(this::owe);
    }

    /** Who is owed what for coins that were spent on a performer. */
    Map<UUID, Long> sharesOf(UUID performer, long minor) {
        long whole = minor * 100 * SHARE_BASIS_POINTS / 10_000_000;
        UUID agency = agencies.get(performer);
        if (agency == null) {
            return Map.of(performer, whole);
        }
        long part = whole * agencyBasisPoints.getOrDefault(performer, 0) / 10_000;
        return Map.of(performer, whole - part, agency, part);
    }

    /** Whether either of the two is in a call. */
    boolean isBusy(UUID viewer, UUID performer) {
        return calls.values().stream().anyMatch(call -> call.viewer.equals(viewer) || call.performer.equals(performer));
    }

    void put(Call call) {
        calls.put(call.id, call);
    }

    /** The longest time this call's viewer can pay for: nobody is in two calls, so all coins are for this one. */
    long payableMs(Call call) {
        return call.charge.affordableMs(coins(call.viewer));
    }

    void end(Call call, long chargedMinor) {
        calls.remove(call.id);
        take(call.viewer, chargedMinor);
        earn(call.performer, chargedMinor);
    }

    Map<UUID, Call> calls() {
        return calls;
    }

    /** What the viewer would have if a running call were free. */
    long coins(UUID viewer) {
        return coins.getOrDefault(viewer, 0L);
    }

    /** What a payee has from all that is over, paid out or not. */
    long earned(UUID payee) {
        return earned.getOrDefault(payee, 0L);
    }
}
