package dev.stagedoor.billing.store;

import dev.stagedoor.billing.ledger.Page;
import dev.stagedoor.billing.store.MovementRows.Row;
import dev.stagedoor.billing.wallet.Movement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.DSLContext;

/**
 * A wallet's history: transfers that changed what the user has, and one line for each call, taken from its receipt instead
 * of from the holds, captures and releases it was made of. Each list is read in its own order by an index, as far as a page
 * goes, and the next page begins where each of them was left; so a line is shown once, whatever the clock did between two.
 */
final class Movements {
    private static final Comparator<Queue<Row>> NEWEST =
            Comparator.comparing(list -> list.element().movement().at());

    private Movements() {}

    static Page<Movement> page(DSLContext sql, UUID userId, Movement.Filter filter, MovementCursor after, int limit) {
        var rows = new MovementRows(sql, userId, limit + 1);
        List<Queue<Row>> lists = Stream.of(
                        rows.transfers(filter, after.version()),
                        filter == Movement.Filter.BOUGHT ? List.<Row>of() : rows.calls(after.call()),
                        filter == Movement.Filter.BOUGHT ? List.<Row>of() : rows.bookings(after.booking()))
                .<Queue<Row>>map(ArrayDeque::new)
                .toList();
        List<Movement> page = new ArrayList<>();
        MovementCursor end = after;
        while (page.size() < limit) {
            Queue<Row> newest =
                    lists.stream().filter(list -> !list.isEmpty()).max(NEWEST).orElse(null);
            if (newest == null) {
                return new Page<>(page, null);
            }
            Row row = newest.remove();
            page.add(row.movement());
            end = row.position().from(end);
        }
        boolean more = lists.stream().anyMatch(list -> !list.isEmpty());
        return new Page<>(page, more ? Objects.requireNonNull(end).text() : null);
    }
}
