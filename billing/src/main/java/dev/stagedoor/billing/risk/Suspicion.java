package dev.stagedoor.billing.risk;

import java.util.Map;
import java.util.UUID;

/**
 * What a scan has found.
 *
 * @param subjectId the account it is mostly about
 * @param subjectKey what makes two findings of a kind the same: the account, the pair, the digest
 * @param measured in the unit of the kind
 * @param allowed as much would have been unsuspicious
 * @param parties whom it concerns, and whether payouts to them wait until somebody has decided
 */
public record Suspicion(
        RiskKind kind, UUID subjectId, String subjectKey, long measured, long allowed, Map<UUID, Boolean> parties) {
    public Suspicion {
        if (measured <= allowed || subjectKey.isEmpty() || !parties.containsKey(subjectId)) {
            throw new IllegalArgumentException(
                    "%s of %s: %d where %d is allowed".formatted(kind, subjectId, measured, allowed));
        }
        parties = Map.copyOf(parties);
    }
}
