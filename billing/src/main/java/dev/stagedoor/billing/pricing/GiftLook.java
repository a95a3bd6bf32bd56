package dev.stagedoor.billing.pricing;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a gift places, names and shows itself, beside its plain name. Nothing of it has to be said.
 *
 * @param category null for {@link Category#BASIC}
 * @param names by language: {@code hi}, {@code kn}, {@code ta}, {@code te}; English is the gift's plain name
 * @param animation null for that of the category
 * @param from ISO 8601, the first moment at which a gift of an event is offered; null for always before {@code until}
 * @param until the first moment at which it is not offered any more; null for always after {@code from}
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record GiftLook(
        @Nullable Category category,
        Map<String, String> names,
        @Nullable Animation animation,
        @Nullable String from,
        @Nullable String until) {
    /** A gift of which nothing is said. */
    public static final GiftLook PLAIN = new GiftLook(null, Map.of(), null, null, null);

    /** Where a gift stands in the catalogue. */
    public enum Category {
        BASIC(Animation.POP),
        PREMIUM(Animation.SHINE),
        /** Takes the whole screen for a moment. */
        LUXURY(Animation.BURST),
        /** For members of the performer's fan club to give. */
        EXCLUSIVE(Animation.FLY),
        /** Offered for a time only, if it says so. */
        EVENT(Animation.RAIN);

        private final Animation own;

        Category(Animation own) {
            this.own = own;
        }
    }

    /** What is drawn when it is given. */
    public enum Animation {
        POP,
        RAIN,
        SHINE,
        FLY,
        BURST
    }

    public GiftLook {
        // Absent in the document.
        names = names == null ? Map.of() : Map.copyOf(names);
    }

    /** Where it stands. */
    public Category placed() {
        return category == null ? Category.BASIC : category;
    }

    /** What is drawn. */
    public Animation drawn() {
        return animation == null ? placed().own : animation;
    }

    /** The first moment at which it is offered, null if there is none. */
    public @Nullable Instant offeredFrom() {
        return from == null ? null : Instant.parse(from);
    }

    /** The first moment at which it is offered no longer, null if there is none. */
    public @Nullable Instant offeredUntil() {
        return until == null ? null : Instant.parse(until);
    }

    /** Whether it is offered at that moment. */
    public boolean isOfferedAt(Instant moment) {
        Instant first = offeredFrom();
        Instant end = offeredUntil();
        return (first == null || !moment.isBefore(first)) && (end == null || moment.isBefore(end));
    }
}
