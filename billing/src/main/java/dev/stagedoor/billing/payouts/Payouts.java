package dev.stagedoor.billing.payouts;

import dev.stagedoor.billing.approval.Concerned;
import dev.stagedoor.billing.approval.Matter;
import dev.stagedoor.billing.ledger.OneByOne;
import dev.stagedoor.billing.tax.TaxRule;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.Month;
import java.time.MonthDay;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Payouts as payees and the house see them. */
public final class Payouts {
    private static final Logger LOG = LoggerFactory.getLogger(Payouts.class);
    private static final int PAYEES_PER_RUN = 10_000;

    private final PayoutStore store;
    private final PayoutBrowser browser;
    private final Concerned concerned;
    private final InForce listed;
    private final InstantSource clock;
    private final Supplier<UUID> ids;
    private final BankFile bankFile;

    /** @param concerned who decides on none of it */
    public Payouts(
            PayoutStore store,
            PayoutBrowser browser,
            Concerned concerned,
            InForce listed,
            InstantSource clock,
            Supplier<UUID> ids,
            BankFile bankFile) {
        this.store = store;
        this.browser = browser;
        this.concerned = concerned;
        this.listed = listed;
        this.clock = clock;
        this.ids = ids;
        this.bankFile = bankFile;
    }

    /** The terms of the moment at which they are asked for. */
    public record InForce(Supplier<PayoutTerms> payouts, Supplier<EarningsTerms> earnings) {}

    /** The rules in force. */
    public PayoutTerms terms() {
        return listed.payouts().get();
    }

    /** What is there to see. */
    public PayoutBrowser browser() {
        return browser;
    }

    /** A payee's money now. */
    public EarningsSummary summary(UUID payeeId, boolean agency) {
        return browser.summary(payeeId, agency, listed.earnings().get(), clock.instant());
    }

    /** Every tax rule, and the one in force now. */
    public PayoutBrowser.Rules taxRules() {
        return browser.rules(clock.instant());
    }

    /** First day of the tax year that begins in a calendar year, by the rule in force; 1 January without one. */
    public LocalDate taxYearOf(int calendarYear) {
        TaxRule rule = taxRules().inForce();
        return (rule == null ? MonthDay.of(Month.JANUARY, 1) : rule.year().begins()).atYear(calendarYear);
    }

    /** Payouts that a person makes at the bank. */
    public BankFile bankFile() {
        return bankFile;
    }

    /**
     * A payee asks for money.
     *
     * @param grossMinor null for as much as is available and the caps allow
     * @param idempotencyKey made by the client, so that a repeat counts once
     */
    public PayoutOutcome request(
            UUID payeeId, boolean agency, @Nullable Long grossMinor, SecondFactor factor, String idempotencyKey) {
        return request(
                payeeId,
                agency,
                "request:" + idempotencyKey,
                Payout.Origin.REQUEST,
                grossMinor,
                factor,
                clock.instant());
    }

    private PayoutOutcome request(
            UUID payeeId,
            boolean agency,
            String key,
            Payout.Origin origin,
            @Nullable Long grossMinor,
            SecondFactor factor,
            Instant now) {
        return ask(new NewPayout(ids.get(), payeeId, agency, key, origin, grossMinor, null, 1, factor, now, day(now)));
    }

    private PayoutOutcome ask(NewPayout order) {
        return store.request(
                order, facts -> PayoutDecision.of(terms(), facts, order.secondFactor(), order.grossMinor()));
    }

    /**
     * Repeats what failed on an earlier day, then makes the payouts of everybody who is paid by schedule. Returns what it
     * did. What is refused is asked for again on the next day.
     */
    public String runSchedule(Instant now) {
        LocalDate today = day(now);
        OneByOne payees = new OneByOne(LOG, "scheduled payout of");
        List<PayoutOutcome> outcomes = new ArrayList<>();
        Instant midnight = today.atStartOfDay(terms().zone()).toInstant();
        for (Payout failed : store.retryable(midnight, terms().maximumAttempts(), PAYEES_PER_RUN)) {
            payees.did(failed.payeeId(), () -> outcomes.add(ask(again(failed, now))));
        }
        LocalDate week = today.with(TemporalAdjusters.previousOrSame(terms().weeklyOn()));
        for (PayoutStore.Scheduled payee : store.scheduled(today, week, PAYEES_PER_RUN)) {
            payees.did(payee.payeeId(), () -> {
                outcomes.add(ofSchedule(payee, week, now));
                store.scheduleDone(payee.payeeId(), today);
            });
        }
        payees.complain();
        long made = outcomes.stream()
                .filter(PayoutOutcome.Accepted.class::isInstance)
                .count();
        return made + " made, " + (outcomes.size() - made) + " not possible today";
    }

    private NewPayout again(Payout failed, Instant now) {
        return new NewPayout(
                ids.get(),
                failed.payeeId(),
                failed.agency(),
                "retry:" + failed.id(),
                Payout.Origin.RETRY,
                failed.grossMinor(),
                failed.id(),
                failed.attempt() + 1,
                SecondFactor.NOT_REQUIRED,
                now,
                day(now));
    }

    private PayoutOutcome ofSchedule(PayoutStore.Scheduled payee, LocalDate week, Instant now) {
        boolean daily = payee.schedule() == PayoutSchedule.DAILY;
        return request(
                payee.payeeId(),
                payee.agency(),
                daily ? "daily:" + day(now) : "weekly:" + week,
                daily ? Payout.Origin.DAILY : Payout.Origin.WEEKLY,
                null,
                SecondFactor.NOT_REQUIRED,
                now);
    }

    /** Where the payee wants to be paid. */
    public void setDestination(UUID payeeId, Destination destination) {
        store.destination(payeeId, destination, clock.instant());
    }

    /** How often the payee wants to be paid. */
    public void setSchedule(UUID payeeId, PayoutSchedule schedule) {
        store.schedule(payeeId, schedule, day(clock.instant()));
    }

    /** Lets a payout go that waits or is held. */
    public PayoutMove approve(UUID payoutId, String actor, String reason) {
        return decided(
                payoutId, actor, () -> store.move(payoutId, PayoutState.APPROVED, actor, reason, clock.instant()));
    }

    /** Stops a payout until it is approved. */
    public PayoutMove hold(UUID payoutId, String actor, String reason) {
        return decided(payoutId, actor, () -> store.move(payoutId, PayoutState.HELD, actor, reason, clock.instant()));
    }

    /** Calls off a payout that was not sent yet; the money is available again. */
    public PayoutMove callOff(UUID payoutId, String actor, String reason) {
        return decided(payoutId, actor, () -> store.move(payoutId, PayoutState.FAILED, actor, reason, clock.instant()));
    }

    /** Asks the provider now instead of later. */
    public PayoutMove checkNow(UUID payoutId, String actor) {
        return decided(payoutId, actor, () -> store.hurry(payoutId, actor, clock.instant()));
    }

    /** The bank has made a payout of one of its files. */
    public PayoutMove paidByBank(UUID payoutId, String actor) {
        return decided(payoutId, actor, () -> settled(payoutId, actor, bankFile.paid(payoutId)));
    }

    /** The bank has sent one back; the money is available again. */
    public PayoutMove returnedByBank(UUID payoutId, String actor, String reason) {
        return decided(payoutId, actor, () -> settled(payoutId, actor, bankFile.returned(payoutId, reason)));
    }

    private PayoutMove decided(UUID payoutId, String actor, Supplier<PayoutMove> decision) {
        return concerned.includes(actor, new Matter.Payout(payoutId)) ? new PayoutMove.OwnCase() : decision.get();
    }

    /** What was written in the file's list is found when the payout is asked about, like the news of any provider. */
    private PayoutMove settled(UUID payoutId, String actor, boolean done) {
        if (done) {
            return store.hurry(payoutId, actor, clock.instant());
        }
        PayoutBrowser.History history = browser.history(payoutId);
        return history == null
                ? new PayoutMove.Missing()
                : new PayoutMove.TooLate(history.payout().state());
    }

    /** Stops all payouts of a payee. */
    public PayeeMove freeze(UUID payeeId, String actor, String reason) {
        return ruled(payeeId, actor, () -> store.freeze(payeeId, terms().asset(), actor, reason, clock.instant()));
    }

    /** Lets a payee be paid again. */
    public PayeeMove unfreeze(UUID payeeId, String actor, String reason) {
        return ruled(payeeId, actor, () -> store.unfreeze(payeeId, terms().asset(), actor, reason));
    }

    /** A person has seen the papers and they are right. */
    public PayeeMove verify(UUID payeeId, String taxIdTail, String reviewer, String reason) {
        return review(payeeId, new PayeeReview(true, taxIdTail, reason, reviewer, clock.instant()));
    }

    /** A person has seen the papers and they are not. */
    public PayeeMove reject(UUID payeeId, String reviewer, String reason) {
        return review(payeeId, new PayeeReview(false, "", reason, reviewer, clock.instant()));
    }

    private PayeeMove review(UUID payeeId, PayeeReview review) {
        return ruled(payeeId, review.reviewer(), () -> {
            store.review(payeeId, review);
            return true;
        });
    }

    /** @param decision false if it was so already */
    private PayeeMove ruled(UUID payeeId, String actor, BooleanSupplier decision) {
        if (concerned.includes(actor, new Matter.Payee(payeeId))) {
            return PayeeMove.OWN_CASE;
        }
        return decision.getAsBoolean() ? PayeeMove.DONE : PayeeMove.UNCHANGED;
    }

    private LocalDate day(Instant now) {
        return LocalDate.ofInstant(now, terms().zone());
    }
}
