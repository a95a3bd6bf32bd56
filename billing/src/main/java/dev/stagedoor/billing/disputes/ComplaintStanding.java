package dev.stagedoor.billing.disputes;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a viewer stands with a call that was paid for.
 *
 * @param until the last moment for a complaint
 * @param complaint null where there is none
 */
public record ComplaintStanding(Instant until, @Nullable CallDispute complaint) {}
