package dev.stagedoor.billing.payouts;

import dev.stagedoor.billing.ledger.AccountKind;
import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.Earner;
import java.util.UUID;

/** Who can be owed money, and the accounts their earnings pass through. */
public enum PayeeKind {
    PERFORMER(AccountKind.CREATOR_PENDING, "mature"),
    AGENCY(AccountKind.AGENCY_PENDING, "mature-agency"),
    /** A person who brought somebody; what has matured is paid out like a performer's. */
    REFERRER(AccountKind.REFERRER_PENDING, "mature-referrer");

    private final AccountKind pending;
    private final String maturityScope;

    PayeeKind(AccountKind pending, String maturityScope) {
        this.pending = pending;
        this.maturityScope = maturityScope;
    }

    /** The payee's accounts. */
    Earner earner(UUID payeeId, Asset asset) {
        return new Earner(payeeId, this == AGENCY, asset);
    }

    /** Scope of the idempotency keys of maturing: one person may be several kinds of payee. */
    String maturityScope() {
        return maturityScope;
    }

    /** The kind whose pending account that is. */
    public static PayeeKind ofPending(String kind) {
        for (PayeeKind payee : values()) {
            if (payee.pending.kind().equals(kind)) {
                return payee;
            }
        }
        throw new IllegalArgumentException("nobody's earnings are pending on " + kind);
    }
}
