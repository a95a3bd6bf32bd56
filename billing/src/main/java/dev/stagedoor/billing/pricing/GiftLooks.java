package dev.stagedoor.billing.pricing;

import java.util.HashMap;
import java.util.Map;

/**
 * How the gifts of a list look, kept beside the list: a server of the version before reads a list strictly, and one with more
 * than it knows would leave it without news of prices.
 *
 * @param byId by the gifts' ids; a gift that says nothing has none
 */
public record GiftLooks(Map<String, GiftLook> byId) {
    public GiftLooks {
        // Absent for lists of before there were looks.
        byId = byId == null ? Map.of() : Map.copyOf(byId);
    }

    /** What a list's gifts say. */
    public static GiftLooks of(PriceList list) {
        Map<String, GiftLook> looks = new HashMap<>();
        for (PriceList.Gift gift : list.gifts()) {
            if (gift.look() != null) {
                looks.put(gift.id(), gift.look());
            }
        }
        return new GiftLooks(looks);
    }

    /** The list without them. */
    public static PriceList takenFrom(PriceList list) {
        return list.giving(list.gifts().stream().map(gift -> gift.looking(null)).toList());
    }

    /** A list with them. */
    public PriceList on(PriceList list) {
        return list.giving(list.gifts().stream()
                .map(gift -> gift.looking(byId.get(gift.id())))
                .toList());
    }
}
