package dev.stagedoor.billing.ledger;

import static dev.stagedoor.billing.ledger.AccountKind.CREATOR_SHARE;
import static dev.stagedoor.billing.ledger.AccountKind.DEFERRED_REVENUE;
import static dev.stagedoor.billing.ledger.AccountKind.PROMO_SUBSIDY;
import static dev.stagedoor.billing.ledger.AccountKind.REFERRER_PENDING;
import static dev.stagedoor.billing.ledger.AccountKind.REVENUE_COMMISSION;
import static dev.stagedoor.billing.ledger.AccountKind.TAX_TDS_PAYABLE;

import java.util.List;
import java.util.UUID;

/** The catalogue of transfers, earnings: what becomes of them until they are paid out, and what the house has earned. */
public final class EarningLines {
    private EarningLines() {}

    /** Earnings old enough to be withdrawn. */
    public static List<Line> mature(Earner earner, long minor) {
        return between(earner.pending(), earner.available(), minor);
    }

    /** A referrer's commission old enough to be withdrawn, beside what the same person may have earned by work. */
    public static List<Line> matureReferral(Earner referrer, long minor) {
        return between(
                AccountRef.payee(REFERRER_PENDING, referrer.id(), referrer.asset()), referrer.available(), minor);
    }

    /**
     * Tax withheld from what has matured, if the tax point is the credit.
     *
     * @param section of the tax, for example {@code IN-2026}
     */
    public static List<Line> withhold(Earner earner, long withheldMinor, String section) {
        return new LineList()
                .line(earner.available(), -withheldMinor)
                .house(TAX_TDS_PAYABLE, section, earner.asset(), withheldMinor)
                .list();
    }

    /** Withdrawable earnings set aside while a case is open. */
    public static List<Line> freeze(Earner earner, long minor) {
        return between(earner.available(), earner.frozen(), minor);
    }

    /** The case is closed in the payee's favour. */
    public static List<Line> unfreeze(Earner earner, long minor) {
        return between(earner.frozen(), earner.available(), minor);
    }

    /** A part of what is withdrawable kept back against chargebacks to come. */
    public static List<Line> reserve(Earner earner, long minor) {
        return between(earner.available(), earner.reserve(), minor);
    }

    /** The reserve's time is over. */
    public static List<Line> unreserve(Earner earner, long minor) {
        return between(earner.reserve(), earner.available(), minor);
    }

    /** A commission for bringing a customer, owed by the house. */
    public static List<Line> referral(UUID referrer, Asset asset, long minor) {
        return new LineList()
                .house(PROMO_SUBSIDY, asset, -minor)
                .line(AccountRef.payee(REFERRER_PENDING, referrer, asset), minor)
                .list();
    }

    /**
     * Revenue of coins that have been used, at what was received for them; negative when more was given back than used.
     *
     * @param revenueMinor leaves deferred revenue
     * @param subsidyMinor of the performers' share was for promotional coins, and is a cost of promotion
     */
    public static List<Line> recognise(Asset asset, long revenueMinor, long subsidyMinor) {
        return new LineList()
                .house(DEFERRED_REVENUE, asset, -revenueMinor)
                .house(REVENUE_COMMISSION, asset, revenueMinor)
                .house(CREATOR_SHARE, asset, subsidyMinor)
                .house(PROMO_SUBSIDY, asset, -subsidyMinor)
                .list();
    }

    private static List<Line> between(AccountRef from, AccountRef to, long minor) {
        return new LineList().line(from, -minor).line(to, minor).list();
    }
}
