package dev.stagedoor.billing.audit;

import dev.stagedoor.billing.ledger.Asset;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/** Where the journal is read for export. */
public interface BookReader {
    /** Reads a period out of one snapshot: first the balances before it, then its transfers in order, then the balances. */
    void read(Period period, Visitor visitor);

    /** Currencies in which anything was ever booked, or is to be when coins are used. */
    Set<Asset> currencies();

    /** What is told, in this order. */
    interface Visitor {
        /**
         * @param balances of all accounts with any entry up to the end of the period, before it
         * @param day on which they stood: the first of the period, or of the journal
         */
        void opening(List<Balance> balances, LocalDate day);

        void transfer(BookTransfer transfer);

        /**
         * @param balances of the same accounts at the end, summed by the database and not by whoever wrote the transfers
         * @param day the last of the period, or of the journal
         */
        void closing(List<Balance> balances, LocalDate day);
    }

    /** @param amountMinor credit positive */
    record Balance(BookAccount account, long amountMinor) {}
}
