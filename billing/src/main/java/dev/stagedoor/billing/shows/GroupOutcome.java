package dev.stagedoor.billing.shows;

import dev.stagedoor.billing.metering.HoldOutcome;

/** How opening or joining a group show ended. */
public sealed interface GroupOutcome {
    /** The show is open, now or before. */
    record Open(GroupShow show) implements GroupOutcome {}

    /** Fewer or more viewers than a group show may begin with. */
    record WrongSize(int least, int most) implements GroupOutcome {}

    /** The performer is in a call or another show. */
    record Busy() implements GroupOutcome {}

    /** No such show. */
    record Unknown() implements GroupOutcome {}

    /** The viewer's coins were not held. */
    record NotHeld(HoldOutcome why) implements GroupOutcome {}
}
