package dev.stagedoor.billing.payouts;

import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.tax.TaxPoint;
import dev.stagedoor.billing.tax.Withholding;
import org.jspecify.annotations.Nullable;

/** Whether there is a payout, and of how much. */
public sealed interface PayoutDecision {
    /**
     * @param approved whether it may be sent without a person having looked at it
     * @param dayCapMinor under which it was decided; the database holds it to that once more
     * @param monthCapMinor the same of the month
     */
    record Pay(long grossMinor, Withholding tax, boolean approved, long dayCapMinor, long monthCapMinor)
            implements PayoutDecision {}

    /** There is none. */
    record Refuse(PayoutRefusal refusal) implements PayoutDecision {}

    /**
     * Decides in the order in which a payee can do something about it: papers first, then the amount.
     *
     * @param wanted null for as much as is available and the caps allow
     */
    static PayoutDecision of(PayoutTerms terms, PayeeFacts facts, SecondFactor factor, @Nullable Long wanted) {
        PayoutRefusal papers = papers(facts, factor);
        if (papers != null) {
            return new Refuse(papers);
        }
        long dayLeft = Math.max(0, terms.dayCapMinor() - facts.dayMinor());
        long monthLeft = Math.max(0, terms.monthCapMinor() - facts.monthMinor());
        long gross = wanted != null ? wanted : Math.min(facts.payableMinor(), Math.min(dayLeft, monthLeft));
        if (wanted == null
                && facts.payableMinor() < terms.minimumMinor()
                && facts.availableMinor() >= terms.minimumMinor()) {
            return new Refuse(testMoney(terms, facts));
        }
        if (gross < terms.minimumMinor()) {
            return new Refuse(new PayoutRefusal.BelowMinimum(money(terms, terms.minimumMinor())));
        }
        if (gross > facts.availableMinor()) {
            return new Refuse(new PayoutRefusal.NotEnough(money(terms, facts.availableMinor())));
        }
        if (gross > facts.payableMinor()) {
            return new Refuse(testMoney(terms, facts));
        }
        if (gross > dayLeft) {
            return new Refuse(new PayoutRefusal.DayCap(money(terms, terms.dayCapMinor()), money(terms, dayLeft)));
        }
        if (gross > monthLeft) {
            return new Refuse(new PayoutRefusal.MonthCap(money(terms, terms.monthCapMinor()), money(terms, monthLeft)));
        }
        Withholding tax = facts.tax().at(TaxPoint.PAYOUT, gross);
        if (tax.withheldMinor() >= gross) {
            return new Refuse(new PayoutRefusal.TaxTakesAll(money(terms, tax.withheldMinor())));
        }
        return new Pay(gross, tax, gross <= terms.approveAboveMinor(), terms.dayCapMinor(), terms.monthCapMinor());
    }

    private static @Nullable PayoutRefusal papers(PayeeFacts facts, SecondFactor factor) {
        if (facts.frozen()) {
            return new PayoutRefusal.Frozen();
        }
        if (!facts.hasDestination()) {
            return new PayoutRefusal.NoDestination();
        }
        if (!facts.verified()) {
            return new PayoutRefusal.NotVerified(facts.rejection());
        }
        return switch (factor) {
            case FRESH, NOT_REQUIRED -> null;
            case MISSING, NOT_SET_UP -> new PayoutRefusal.SecondFactorNeeded(factor);
        };
    }

    private static PayoutRefusal testMoney(PayoutTerms terms, PayeeFacts facts) {
        return new PayoutRefusal.TestMoney(money(terms, facts.testMinor()), money(terms, facts.payableMinor()));
    }

    private static Money money(PayoutTerms terms, long minor) {
        return new Money(minor, terms.asset());
    }
}
