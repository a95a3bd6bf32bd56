package dev.stagedoor.billing.settlements;

import dev.stagedoor.billing.settlements.Settlement.Kind;
import java.math.BigDecimal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The columns of a provider's file, and what a row of them says. */
interface ReportForm {
    /** The provider whose form it is; empty for the one that serves all others. */
    String provider();

    /** Columns without which nothing can be said. */
    Set<String> columns();

    /**
     * A row as a line of its settlement; null if it is none, such as the sum of the others. Throws
     * {@link IllegalArgumentException} for one that cannot be.
     */
    @Nullable
    Entry read(ReportRow row);

    /**
     * A line with the settlement that it is of, its amounts in whole units of the currency.
     *
     * @param settlementRef empty if it is of none yet
     * @param day as it stands in the file
     */
    record Entry(
            String settlementRef,
            String day,
            String currency,
            String lineRef,
            Kind kind,
            String paymentRef,
            BigDecimal gross,
            BigDecimal net) {}
}
