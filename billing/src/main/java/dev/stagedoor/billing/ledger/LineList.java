package dev.stagedoor.billing.ledger;

import static dev.stagedoor.billing.ledger.AccountKind.AGENCY_PENDING;
import static dev.stagedoor.billing.ledger.AccountKind.CREATOR_PENDING;
import static dev.stagedoor.billing.ledger.AccountKind.CREATOR_SHARE;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Lines of one transfer being written; a line of zero is left out. */
final class LineList {
    private final List<Line> lines = new ArrayList<>();

    /** A line in coins on a person's or an event's account. */
    LineList coins(AccountKind kind, UUID owner, long amountMinor) {
        return line(AccountRef.coins(kind, owner), amountMinor);
    }

    /** A line on an account of the house. */
    LineList house(AccountKind kind, Asset asset, long amountMinor) {
        return line(AccountRef.house(kind, asset), amountMinor);
    }

    /** A line on an account of the house that is kept for each provider or tax section. */
    LineList house(AccountKind kind, String qualifier, Asset asset, long amountMinor) {
        return line(new AccountRef(kind, null, qualifier, asset), amountMinor);
    }

    LineList line(AccountRef account, long amountMinor) {
        if (amountMinor != 0) {
            lines.add(new Line(account, amountMinor));
        }
        return this;
    }

    /** What spent coins earn: a cost of the house, owed to the performer and the agency. */
    LineList earn(Payees payees, Share share) {
        UUID agency = payees.agency();
        if (agency == null && share.agencyMinor() != 0) {
            throw new IllegalArgumentException(
                    "a share of " + share.agencyMinor() + " for an agency that is not there");
        }
        house(CREATOR_SHARE, payees.asset(), -share.totalMinor());
        line(AccountRef.payee(CREATOR_PENDING, payees.performer(), payees.asset()), share.performerMinor());
        if (agency != null) {
            line(AccountRef.payee(AGENCY_PENDING, agency, payees.asset()), share.agencyMinor());
        }
        return this;
    }

    /** What is taken back from those who earned it. */
    LineList takeBack(List<Clawback> clawbacks, Asset asset) {
        for (Clawback clawback : clawbacks) {
            if (clawback.earner().asset() != asset) {
                throw new IllegalArgumentException(clawback + " in a transfer of " + asset);
            }
            line(clawback.earner().pending(), -clawback.pendingMinor());
            line(clawback.earner().available(), -clawback.availableMinor());
        }
        return this;
    }

    List<Line> list() {
        return List.copyOf(lines);
    }
}
