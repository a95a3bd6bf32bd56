package dev.stagedoor.billing.store;

import dev.stagedoor.billing.ledger.AgencyShare;
import dev.stagedoor.billing.ledger.SplitTerms;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An agency's part of a split as the two columns that keep it with what was sold. */
final class AgencyColumns {
    private AgencyColumns() {}

    static @Nullable UUID id(SplitTerms split) {
        AgencyShare agency = split.agency();
        return agency == null ? null : agency.agencyId();
    }

    static int basisPoints(SplitTerms split) {
        AgencyShare agency = split.agency();
        return agency == null ? 0 : agency.basisPoints();
    }

    static @Nullable AgencyShare share(@Nullable UUID id, int basisPoints) {
        return id == null ? null : new AgencyShare(id, basisPoints);
    }
}
