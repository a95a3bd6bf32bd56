package dev.stagedoor.billing.pricing;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * A daily time of higher rates, by the wall clock of a zone; on the night of a clock change it is as long as that clock
 * says.
 *
 * @param from first moment inside
 * @param to first moment outside; earlier than {@code from} for a window across midnight
 * @param multiplierBasisPoints 15000 is one and a half times the rate
 */
public record PeakWindow(LocalTime from, LocalTime to, ZoneId zone, int multiplierBasisPoints) {
    public PeakWindow {
        if (multiplierBasisPoints < 10_000 || multiplierBasisPoints > 100_000) {
            throw new IllegalArgumentException("multiplier must be 1 to 10 times, got " + multiplierBasisPoints);
        }
        if (from.equals(to)) {
            throw new IllegalArgumentException("a peak window must not be empty, got " + from + " to " + to);
        }
    }

    /** Whether the moment lies inside. */
    public boolean contains(Instant moment) {
        LocalTime time = LocalTime.ofInstant(moment, zone);
        boolean begun = !time.isBefore(from);
        boolean over = !time.isBefore(to);
        return from.isBefore(to) ? begun && !over : begun || !over;
    }
}
