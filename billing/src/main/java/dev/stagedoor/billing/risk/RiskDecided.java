package dev.stagedoor.billing.risk;

/** How deciding on a flag ended. */
public sealed interface RiskDecided {
    /** @param releasedPayouts payouts that go on now, because nothing holds them any more */
    record Done(RiskFlag flag, int releasedPayouts) implements RiskDecided {}

    /** Somebody has decided before. */
    record TooLate(RiskFlag.State state) implements RiskDecided {}

    /** Nobody decides on a flag that names them. */
    record OwnCase() implements RiskDecided {}

    /** There is no such flag. */
    record Missing() implements RiskDecided {}

    /** A decision needs a reason. */
    record NoReason() implements RiskDecided {}
}
