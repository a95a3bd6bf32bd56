package dev.stagedoor.billing.audit;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Days in UTC.
 *
 * @param from the first day, null for the beginning
 * @param to the last day, null for no end
 */
public record Period(@Nullable LocalDate from, @Nullable LocalDate to) {
    public Period {
        if (from != null && to != null && to.isBefore(from)) {
            throw new IllegalArgumentException("a period from " + from + " to " + to + " ends before it begins");
        }
    }
}
