package dev.stagedoor.billing.shows;

import dev.stagedoor.billing.ledger.Money;
import java.util.List;

/** What a performer does for which tip. */
public record TipMenu(List<Item> items) {
    /** The longest menu. */
    public static final int MOST_ITEMS = 25;
    /** The longest title, in characters. */
    public static final int LONGEST_TITLE = 80;

    public TipMenu {
        items = List.copyOf(items);
    }

    /** @param price coins, more than zero */
    public record Item(String title, Money price) {}

    /** Whether it may be kept: not too long, every item with a title and a price. */
    boolean isValid() {
        return items.size() <= MOST_ITEMS
                && items.stream()
                        .allMatch(item -> !item.title().isBlank()
                                && item.title().length() <= LONGEST_TITLE
                                && item.price().amountMinor() > 0);
    }
}
