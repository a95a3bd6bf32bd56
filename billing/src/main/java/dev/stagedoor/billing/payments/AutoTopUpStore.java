package dev.stagedoor.billing.payments;

import dev.stagedoor.billing.ledger.Sale;
import dev.stagedoor.billing.ledger.SpendRefusal;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where it is kept who wants coins to buy themselves. Every method is one transaction. */
public interface AutoTopUpStore {
    /** The latest payment of this person's at one of these providers whose payer can be charged again, null if there is none. */
    @Nullable
    Method lastMethod(UUID userId, Set<String> providers);

    /**
     * Switches it on, in place of what was wished before; does nothing, and says why, for who has shut themselves out.
     *
     * @param sale what the package costs and gives now; dearer or less is not agreed to
     */
    SpendRefusal.@Nullable Excluded put(UUID userId, AutoTopUp.Wish wish, Sale sale, Method method, Instant agreedAt);

    /** Switches it off; the first reason stays. */
    void off(UUID userId, AutoTopUp.Off why, Instant at);

    /**
     * What is wished and was done, null if it was never on.
     *
     * @param attempts how many of them at most
     */
    @Nullable
    AutoTopUp find(UUID userId, Instant now, int attempts);

    /**
     * The attempt that is due. One that nobody knows the end of comes first, while the provider can be asked; else it is a new
     * one, if the buyer is about and has too few coins, the cap and the buyer's own limits allow it, and the last one was not
     * declined just now. Switches it off where nothing may be bought any more, and where nobody ever said what became of an attempt
     * that could be sent once only. Null if nothing is due.
     *
     * @param seen by which the order was made; whoever has agreed to something else meanwhile is looked at again
     * @param order of a new attempt, null if the package is not on sale
     * @param providers that can charge a method again
     */
    @Nullable
    Attempt attempt(AutoTopUp seen, @Nullable NewOrder order, Set<String> providers, AutoTopUpTerms terms, Instant now);

    /** Notes that an attempt is about to be sent to a provider that would not know it again; false if it was noted before. */
    boolean sending(UUID orderId, Instant now);

    /** It was not sent after all, so it may be. */
    void notSent(UUID orderId);

    /** Switches it off if the last attempts were declined too often. */
    void countDeclines(UUID userId, AutoTopUpTerms terms, Instant now);

    /**
     * People for whom an attempt may be due: too few coins, or an attempt that nobody knows the end of.
     *
     * @param among these only; null for everybody
     */
    Set<UUID> due(@Nullable Set<UUID> among, int limit);

    /**
     * A payment whose method may be charged again.
     *
     * @param methodRef by what
     */
    record Method(String provider, String paymentId, String methodRef) {}

    /** An order to be charged to a method. */
    record Attempt(PaymentStore.StoredOrder stored, Method method) {}
}
