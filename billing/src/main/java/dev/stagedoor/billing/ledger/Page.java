package dev.stagedoor.billing.ledger;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list, newest first unless its method says otherwise.
 *
 * @param nextCursor opaque, asks for the following page; null at the end
 */
public record Page<T>(List<T> items, @Nullable String nextCursor) {
    public Page {
        items = List.copyOf(items);
    }
}
