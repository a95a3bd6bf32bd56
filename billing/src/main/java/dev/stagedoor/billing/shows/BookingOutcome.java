package dev.stagedoor.billing.shows;

import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.ledger.SpendRefusal;
import java.time.Instant;

/** How a wish about a booking ended. Whatever is not {@code Accepted} changed nothing. */
public sealed interface BookingOutcome {
    /** Done, now or before. */
    record Accepted(Booking booking) implements BookingOutcome {}

    /** The viewer has less than that. */
    record InsufficientFunds(Money required, Money available) implements BookingOutcome {}

    /** The viewer does not allow themselves that; nothing moved. */
    record Limited(SpendRefusal why) implements BookingOutcome {}

    /** One of the two has another booking at that time. */
    record Overlaps() implements BookingOutcome {}

    /** One of the two is in another paid session. */
    record Busy() implements BookingOutcome {}

    /** It would begin in the past. */
    record TooLate() implements BookingOutcome {}

    /** Nothing is booked that far ahead. */
    record TooFarAhead(Instant latest) implements BookingOutcome {}

    /** Joining is possible within these times. */
    record OutsideWindow(Instant from, Instant until) implements BookingOutcome {}

    /** It runs, is over or was cancelled; or was accepted, and could have been declined only before that. */
    record Closed(Booking booking) implements BookingOutcome {}

    /** No such booking of this person. */
    record Unknown() implements BookingOutcome {}

    /** The id was used before for something else. */
    record Conflict() implements BookingOutcome {}
}
