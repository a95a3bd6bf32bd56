package dev.stagedoor.billing.payouts;

import dev.stagedoor.billing.ledger.Money;

/** Why there is no payout now; nothing moved. */
public sealed interface PayoutRefusal {
    /** It is less than the smallest payout. */
    record BelowMinimum(Money minimum) implements PayoutRefusal {}

    /** There is less than that. */
    record NotEnough(Money available) implements PayoutRefusal {}

    /**
     * It was earned by coins that nobody has paid for.
     *
     * @param test what was earned so
     * @param payable what is left beside it
     */
    record TestMoney(Money test, Money payable) implements PayoutRefusal {}

    /** @param left what may still be asked for today */
    record DayCap(Money cap, Money left) implements PayoutRefusal {}

    /** @param left what may still be asked for this month */
    record MonthCap(Money cap, Money left) implements PayoutRefusal {}

    /** Nobody has verified the payee, or not since the bank account changed; {@code reason} if somebody said no. */
    record NotVerified(String reason) implements PayoutRefusal {}

    /** There is no bank account to pay to. */
    record NoDestination() implements PayoutRefusal {}

    /** The second factor was not shown. */
    record SecondFactorNeeded(SecondFactor state) implements PayoutRefusal {}

    /** A person has stopped all payouts of this payee. */
    record Frozen() implements PayoutRefusal {}

    /** Tax of earlier payments would take all of it; more has to be asked for. */
    record TaxTakesAll(Money withheld) implements PayoutRefusal {}

    /** The key was used before for another amount. */
    record KeyReused() implements PayoutRefusal {}
}
