package dev.stagedoor.billing.pricing;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the looks of gifts have to keep to. */
final class GiftRules {
    /** Fits a gift's card on a small telephone. */
    private static final int NAME_MAXIMUM = 40;

    /** What the product speaks besides English, in which a gift has its plain name. */
    private static final List<String> LANGUAGES = List.of("hi", "kn", "ta", "te");

    private final List<PriceFault> faults = new ArrayList<>();

    private GiftRules() {}

    /** Everything that is wrong with them; empty if nothing is. */
    static List<PriceFault> check(List<PriceList.Gift> gifts) {
        GiftRules rules = new GiftRules();
        for (int i = 0; i < gifts.size(); i++) {
            rules.look("/gifts/" + i + "/look", gifts.get(i).looks());
        }
        return List.copyOf(rules.faults);
    }

    private void look(String pointer, GiftLook look) {
        names(pointer + "/names", look.names());
        Instant from = moment(pointer + "/from", look.from(), look);
        Instant until = moment(pointer + "/until", look.until(), look);
        if (from != null && until != null && !until.isAfter(from)) {
            fault(pointer + "/until", "must be later than " + from + ", when it begins to be offered");
        }
    }

    private void names(String pointer, Map<String, String> names) {
        new TreeMap<>(names).forEach((language, name) -> {
            int length = name.strip().length();
            if (!LANGUAGES.contains(language)) {
                fault(pointer + "/" + language, "must be in one of " + LANGUAGES + "; English is the plain name");
            } else if (length == 0 || length > NAME_MAXIMUM) {
                fault(
                        pointer + "/" + language,
                        "must have 1 to " + NAME_MAXIMUM + " characters, or be left out for the plain name");
            }
        });
    }

    private @Nullable Instant moment(String pointer, @Nullable String text, GiftLook look) {
        if (text == null) {
            return null;
        }
        if (look.placed() != GiftLook.Category.EVENT) {
            fault(pointer, "is for gifts of events only: leave it out, or choose the category EVENT");
        }
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            fault(pointer, "must be a moment like 2026-10-20T18:30:00Z, got " + text);
            return null;
        }
    }

    private void fault(String pointer, String detail) {
        faults.add(new PriceFault(pointer, detail));
    }
}
