package dev.stagedoor.billing.random;

import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A transfer as the journal has it.
 *
 * @param session call, ticket or month, {@link #NOBODY} if there is none
 * @param reverses the transfer that this one takes back, 0 if none
 */
record Posted(long id, String code, UUID session, long reverses, List<Line> lines) {
    static final UUID NOBODY = new UUID(0, 0);

    /**
     * An entry.
     *
     * @param after what the entry says that the account came to; null on accounts that are added up later
     */
    record Line(
            long account,
            UUID owner,
            String kind,
            String asset,
            long amount,
            @Nullable Balance after) {}

    /** @param version the number of entries */
    record Balance(long amount, long version) {
        static final Balance NONE = new Balance(0, 0);

        Balance plus(long more) {
            return new Balance(amount + more, version + 1);
        }
    }

    long sum(Predicate<Line> which) {
        return lines.stream().filter(which).mapToLong(Line::amount).sum();
    }
}
