package dev.stagedoor.billing.payouts;

import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.Earner;
import dev.stagedoor.billing.ledger.Posting;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where days of earnings wait. Every method is one transaction. */
public interface EarningsStore {
    /** Sorts new entries of pending accounts into their days. */
    void fold(EarningsTerms terms);

    /**
     * Matures what is due of one payee, whom it locks meanwhile; false if nothing is due. Throws {@link
     * dev.stagedoor.billing.ledger.StuckException} for a payee of whom it cannot.
     *
     * @param without these payees
     * @param decide says what to post
     */
    boolean matureNext(Instant now, String taxPreset, Set<UUID> without, Function<Due, Maturing> decide);

    /** Gives one reserve back whose time has come; false if there is none. Throws as above. */
    boolean releaseNext(Instant now, Set<UUID> without, Function<Reserve, List<Posting>> decide);

    /**
     * Earnings that are due.
     *
     * @param day the newest of the days that are due
     * @param amountMinor of all of them, less refunds, however young; may be 0
     */
    record Due(
            PayeeKind kind, UUID payeeId, Asset asset, LocalDate day, long amountMinor, boolean frozen, TaxFacts tax) {
        Earner earner() {
            return kind.earner(payeeId, asset);
        }
    }

    /**
     * What becomes of them.
     *
     * @param postings the first one matures; empty if there is nothing to mature
     * @param tax null if the tax point is another
     * @param reserveMinor 0 if nothing is kept back
     */
    record Maturing(List<Posting> postings, @Nullable TaxEntry tax, long reserveMinor, Instant reserveUntil) {
        public Maturing {
            postings = List.copyOf(postings);
        }
    }

    /** Something kept back of the earnings of a day. */
    record Reserve(PayeeKind kind, UUID payeeId, Asset asset, LocalDate day, long amountMinor, boolean frozen) {
        Earner earner() {
            return kind.earner(payeeId, asset);
        }
    }
}
