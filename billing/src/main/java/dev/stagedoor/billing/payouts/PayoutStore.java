package dev.stagedoor.billing.payouts;

import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.payments.WebhookOutcome;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where payouts are kept. Every method is one transaction, with the payee locked where money is decided about. */
public interface PayoutStore {
    /** Asks for a payout; {@code decide} is told what it depends on. */
    PayoutOutcome request(NewPayout order, Function<PayeeFacts, PayoutDecision> decide);

    /**
     * Takes one payout that is due and marks it as being seen to, so that no other node takes it before its time; null if
     * none is due. One that was not sent yet is held instead if its payee is frozen, or named another bank account since the
     * review. Throws {@link dev.stagedoor.billing.ledger.StuckException} for one that cannot be seen to.
     *
     * @param without these
     */
    @Nullable
    Errand nextErrand(Instant now, Set<UUID> without);

    /** Writes down what the provider said and books it; nothing if the payout has ended meanwhile. */
    void answered(UUID payoutId, PayoutProvider.Answer answer, Instant now);

    /**
     * Takes a verified webhook into the inbox, once, and books what it says. One of a payout that has ended is true but old,
     * unless the bank has sent back what was paid. One that does not fit its payout is kept aside.
     */
    WebhookOutcome told(String provider, byte[] raw, PayoutNews.About news, Instant now);

    /** Moves a payout that was not sent yet; {@link PayoutState#FAILED} gives the money back. */
    PayoutMove move(UUID payoutId, PayoutState to, String actor, String reason, Instant now);

    /** Makes the provider be asked again now. */
    PayoutMove hurry(UUID payoutId, String actor, Instant now);

    /** Stops payouts of a payee and freezes what is available; false if it was so already. */
    boolean freeze(UUID payeeId, Asset asset, String actor, String reason, Instant now);

    /** The opposite; false if the payee is not frozen. */
    boolean unfreeze(UUID payeeId, Asset asset, String actor, String reason);

    /** Payees whose scheduled payout of the day, or of the week that began then, has not been asked for. */
    List<Scheduled> scheduled(LocalDate day, LocalDate weekBegan, int limit);

    /** Remembers that it has been. */
    void scheduleDone(UUID payeeId, LocalDate day);

    /** Payouts that failed before that moment, may go better now, and that the payee has not asked for again. */
    List<Payout> retryable(Instant endedBefore, int maximumAttempts, int limit);

    /** How often the payee wants to be paid. */
    void schedule(UUID payeeId, PayoutSchedule schedule, LocalDate today);

    /** Where the payee wants to be paid; a change has to be verified again. */
    void destination(UUID payeeId, Destination destination, Instant now);

    /** Seals with the present key every bank account that is not sealed with it; how many those were. */
    int resealDestinations();

    /** A person has looked at a payee's papers. */
    void review(UUID payeeId, PayeeReview review);

    /**
     * Something to do for a payout.
     *
     * @param sentBefore whether the provider may have heard of it: then it is asked first
     * @param mayBeSent whether somebody has verified where it goes, and nothing keeps its payee's payouts waiting; one that may not
     *     is asked about only
     */
    record Errand(Payout payout, Destination destination, boolean sentBefore, boolean mayBeSent) {}

    /** @param agency whether the payee is paid as an agency */
    record Scheduled(UUID payeeId, boolean agency, PayoutSchedule schedule) {}
}
