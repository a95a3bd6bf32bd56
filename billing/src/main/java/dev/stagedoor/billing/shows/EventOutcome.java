package dev.stagedoor.billing.shows;

import java.time.Instant;

/** How announcing a show or setting a goal ended. Whatever is not {@code Announced} changed nothing. */
public sealed interface EventOutcome {
    /** It is there, now or before. */
    record Announced(EscrowEvent event) implements EventOutcome {}

    /** It has to end within these times. */
    record OutsideWindow(Instant from, Instant until) implements EventOutcome {}

    /** The id was used before for something else. */
    record Conflict() implements EventOutcome {}
}
