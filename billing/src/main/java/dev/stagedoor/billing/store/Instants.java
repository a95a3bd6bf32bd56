package dev.stagedoor.billing.store;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Moments as the database's driver wants them, and back, and the database's own present. */
final class Instants {
    private Instants() {}

    static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    /** The day on which a moment falls in a zone. */
    static Field<LocalDate> day(Field<OffsetDateTime> at, ZoneId zone) {
        return DSL.field("({0} at time zone {1})::date", LocalDate.class, at, DSL.inline(zone.getId()));
    }

    static @Nullable OffsetDateTime orNull(@Nullable Instant instant) {
        return instant == null ? null : utc(instant);
    }

    static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    /** By the database's clock, when the statement runs and not when its transaction began. */
    static Field<OffsetDateTime> clockTimestamp() {
        return DSL.field("clock_timestamp()", OffsetDateTime.class);
    }
}
