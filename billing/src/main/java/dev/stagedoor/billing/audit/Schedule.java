package dev.stagedoor.billing.audit;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/** When a job is due. */
public sealed interface Schedule {
    /** The first time after {@code now}, for a job that has just run. */
    Instant after(Instant now);

    /** The first time for a job that nobody has ever run. */
    Instant first(Instant now);

    /** Again and again, the first time at once. */
    record Every(Duration period) implements Schedule {
        public Every {
            if (period.isNegative() || period.isZero()) {
                throw new IllegalArgumentException("a period longer than nothing, got " + period);
            }
        }

        @Override
        public Instant after(Instant now) {
            return now.plus(period);
        }

        @Override
        public Instant first(Instant now) {
            return now;
        }
    }

    /** Once a day by the clock on the wall; a time that a change of clocks skips is that much later on that day. */
    record Daily(LocalTime at, ZoneId zone) implements Schedule {
        @Override
        public Instant after(Instant now) {
            ZonedDateTime today = now.atZone(zone).with(at);
            ZonedDateTime due =
                    today.toInstant().isAfter(now) ? today : today.plusDays(1).with(at);
            return due.toInstant();
        }

        @Override
        public Instant first(Instant now) {
            return after(now);
        }
    }
}
