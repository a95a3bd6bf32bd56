package dev.stagedoor.server.adapters;

import static dev.stagedoor.server.adapters.MoneyTranslation.money;
import static dev.stagedoor.server.adapters.MoneyTranslation.page;

import dev.stagedoor.billing.PayDesk;
import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.papers.Papers;
import dev.stagedoor.billing.payouts.Destination;
import dev.stagedoor.billing.payouts.EarningsSummary;
import dev.stagedoor.billing.payouts.PayeeMove;
import dev.stagedoor.billing.payouts.PayeeReview;
import dev.stagedoor.billing.payouts.PayoutBrowser;
import dev.stagedoor.billing.payouts.PayoutMove;
import dev.stagedoor.billing.payouts.PayoutOutcome;
import dev.stagedoor.billing.payouts.PayoutRefusal;
import dev.stagedoor.billing.payouts.PayoutSchedule;
import dev.stagedoor.billing.payouts.PayoutSettlement;
import dev.stagedoor.billing.payouts.PayoutSettlements;
import dev.stagedoor.billing.payouts.PayoutState;
import dev.stagedoor.billing.payouts.PayoutTerms;
import dev.stagedoor.billing.payouts.Payouts;
import dev.stagedoor.billing.payouts.SettlementProposal;
import dev.stagedoor.billing.payouts.ShownDestination;
import dev.stagedoor.billing.payouts.TaxRuleProposal;
import dev.stagedoor.billing.payouts.TaxRuleProposals;
import dev.stagedoor.billing.tax.OnCross;
import dev.stagedoor.billing.tax.TaxRuleChange;
import dev.stagedoor.signaling.Money;
import dev.stagedoor.signaling.PayoutDesk;
import dev.stagedoor.signaling.WalletService.Page;
import java.time.YearMonth;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Earnings and payouts, as signalling sees them, done by billing. */
public final class PayoutAdapter implements PayoutDesk {
    private final Payouts payouts;
    private final PayoutSettlements settlements;
    private final Papers papers;
    private final TaxRuleProposals taxRules;
    private final Asset asset;
    private final boolean secondFactor;

    /** @param secondFactor whether nobody is paid without one */
    public PayoutAdapter(PayDesk desk, boolean secondFactor) {
        this.settlements = desk.settlements();
        this.payouts = desk.payouts();
        this.papers = desk.papers();
        this.taxRules = desk.taxRules();
        this.asset = payouts.terms().asset();
        this.secondFactor = secondFactor;
    }

    @Override
    public boolean needsSecondFactor() {
        return secondFactor;
    }

    @Override
    public Summary summary(Earner earner) {
        PayoutTerms terms = payouts.terms();
        EarningsSummary summary = payouts.summary(earner.id(), earner.agency());
        var standing = summary.standing();
        return new Summary(
                amount(summary.pendingMinor()),
                summary.becoming().stream()
                        .map(part -> new Becoming(part.availableAt(), amount(part.amountMinor())))
                        .toList(),
                amount(summary.availableMinor()),
                amount(summary.reserveMinor()),
                amount(summary.frozenMinor()),
                amount(summary.inTransitMinor()),
                amount(summary.paidMinor()),
                amount(summary.withheldMinor()),
                amount(summary.earned().todayMinor()),
                amount(summary.earned().weekMinor()),
                amount(summary.earned().monthMinor()),
                amount(summary.earned().totalMinor()),
                summary.days().stream()
                        .map(day -> new Day(day.date(), amount(day.earnedMinor()), day.calls(), day.gifts()))
                        .toList(),
                new Standing(
                        standing.verified(),
                        standing.rejection().isEmpty() ? null : standing.rejection(),
                        standing.frozen(),
                        Schedule.valueOf(standing.schedule().name()),
                        shown(standing.destination())),
                new Terms(amount(terms.minimumMinor()), amount(terms.dayCapMinor()), amount(terms.monthCapMinor())));
    }

    private Money amount(long minor) {
        return new Money(minor, asset.name());
    }

    @Override
    public Page<Payout> payouts(@Nullable UUID payeeId, @Nullable String state, @Nullable String cursor, int limit) {
        PayoutState wanted = state == null ? null : PayoutState.valueOf(state);
        return page(payouts.browser().payouts(payeeId, wanted, cursor, limit), this::payout);
    }

    private Payout payout(dev.stagedoor.billing.payouts.Payout payout) {
        return new Payout(
                payout.id(),
                payout.payeeId(),
                payout.origin().name(),
                payout.attempt(),
                amount(payout.grossMinor()),
                amount(payout.withheldMinor()),
                money(payout.net()),
                payout.state().name(),
                payout.provider(),
                payout.providerRef(),
                payout.reason(),
                payout.retryable(),
                payout.requestedAt(),
                payout.sentAt(),
                payout.endedAt());
    }

    @Override
    public @Nullable History history(UUID payoutId) {
        PayoutBrowser.History history = payouts.browser().history(payoutId);
        return history == null
                ? null
                : new History(
                        payout(history.payout()),
                        history.steps().stream()
                                .map(step -> new Step(step.state().name(), step.actor(), step.reason(), step.at()))
                                .toList());
    }

    @Override
    public Outcome request(Earner earner, @Nullable Money amount, SecondFactor factor, String idempotencyKey) {
        if (amount != null && !amount.currency().equals(asset.name())) {
            return new Outcome.WrongCurrency();
        }
        PayoutOutcome outcome = payouts.request(
                earner.id(),
                earner.agency(),
                amount == null ? null : amount.amountMinor(),
                dev.stagedoor.billing.payouts.SecondFactor.valueOf(factor.name()),
                idempotencyKey);
        return switch (outcome) {
            case PayoutOutcome.Accepted accepted -> new Outcome.Accepted(payout(accepted.payout()));
            case PayoutOutcome.Refused refused -> refusal(refused.refusal());
        };
    }

    private static Outcome refusal(PayoutRefusal refusal) {
        return switch (refusal) {
            case PayoutRefusal.BelowMinimum small -> new Outcome.BelowMinimum(money(small.minimum()));
            case PayoutRefusal.NotEnough poor -> new Outcome.NotEnough(money(poor.available()));
            case PayoutRefusal.TestMoney test -> new Outcome.TestMoney(money(test.test()), money(test.payable()));
            case PayoutRefusal.DayCap day -> new Outcome.DayCap(money(day.cap()), money(day.left()));
            case PayoutRefusal.MonthCap month -> new Outcome.MonthCap(money(month.cap()), money(month.left()));
            case PayoutRefusal.NotVerified papers -> new Outcome.NotVerified(papers.reason());
            case PayoutRefusal.NoDestination _ -> new Outcome.NoAccount();
            case PayoutRefusal.SecondFactorNeeded needed ->
                new Outcome.SecondFactorNeeded(needed.state() == dev.stagedoor.billing.payouts.SecondFactor.MISSING);
            case PayoutRefusal.Frozen _ -> new Outcome.Frozen();
            case PayoutRefusal.TaxTakesAll tax -> new Outcome.TaxTakesAll(money(tax.withheld()));
            case PayoutRefusal.KeyReused _ -> new Outcome.Conflict();
        };
    }

    @Override
    public void setAccount(UUID payeeId, BankAccount account) {
        payouts.setDestination(payeeId, new Destination(account.holder(), account.accountNumber(), account.bankCode()));
    }

    @Override
    public void setSchedule(UUID payeeId, Schedule schedule) {
        payouts.setSchedule(payeeId, PayoutSchedule.valueOf(schedule.name()));
    }

    @Override
    public Acted act(UUID payoutId, Action action, UUID person, String reason) {
        String actor = person.toString();
        PayoutMove move = switch (action) {
            case APPROVE -> payouts.approve(payoutId, actor, reason);
            case HOLD -> payouts.hold(payoutId, actor, reason);
            case CALL_OFF -> payouts.callOff(payoutId, actor, reason);
            case CHECK -> payouts.checkNow(payoutId, actor);
            case PAID -> payouts.paidByBank(payoutId, actor);
            case RETURNED -> payouts.returnedByBank(payoutId, actor, reason);
        };
        return switch (move) {
            case PayoutMove.Moved _ -> new Acted.Done(Objects.requireNonNull(history(payoutId)));
            case PayoutMove.TooLate late -> new Acted.TooLate(late.state().name());
            case PayoutMove.OwnCase _ -> new Acted.OwnCase();
            case PayoutMove.Flagged _ -> new Acted.Flagged();
            case PayoutMove.Missing _ -> new Acted.Missing();
        };
    }

    @Override
    public Settling proposeSettlement(UUID proposalId, UUID payoutId, boolean paid, String reason, UUID proposer) {
        PayoutSettlement settlement = new PayoutSettlement(payoutId, paid);
        return switch (settlements.propose(proposalId, settlement, reason, proposer)) {
            case SettlementProposal.Proposed proposed ->
                new Settling.Proposed(ApprovalAdapter.approval(proposed.approval()));
            case SettlementProposal.Missing _ -> new Settling.Missing();
            case SettlementProposal.NotOpen late ->
                new Settling.NotOpen(late.state().name());
            case SettlementProposal.ByBankFile _ -> new Settling.ByBankFile();
            // The contract asks for three characters before this is reached.
            case SettlementProposal.Conflict _, SettlementProposal.NoReason _ -> new Settling.Conflict();
        };
    }

    @Override
    public List<Payee> payees(int limit) {
        return payouts.browser().payees(limit).stream().map(this::payee).toList();
    }

    private Payee payee(PayoutBrowser.PayeeRow row) {
        PayeeReview review = row.review();
        return new Payee(
                row.payeeId(),
                shown(row.destination()),
                row.verified(),
                row.waits(),
                review == null
                        ? null
                        : new Reviewed(
                                review.verified(), review.taxIdTail(), review.reason(), review.reviewer(), review.at()),
                row.frozen(),
                row.frozenReason(),
                amount(row.availableMinor()));
    }

    private static @Nullable ShownAccount shown(@Nullable ShownDestination destination) {
        return destination == null
                ? null
                : new ShownAccount(destination.holder(), destination.maskedNumber(), destination.bankCode());
    }

    @Override
    public Ruled review(UUID payeeId, Review review, UUID person) {
        return ruled(
                review.verified()
                        ? payouts.verify(payeeId, review.taxIdTail(), person.toString(), review.reason())
                        : payouts.reject(payeeId, person.toString(), review.reason()));
    }

    @Override
    public Ruled setFrozen(UUID payeeId, boolean frozen, UUID person, String reason) {
        return ruled(
                frozen
                        ? payouts.freeze(payeeId, person.toString(), reason)
                        : payouts.unfreeze(payeeId, person.toString(), reason));
    }

    private static Ruled ruled(PayeeMove move) {
        return Ruled.valueOf(move.name());
    }

    @Override
    public TaxRules taxRules() {
        PayoutBrowser.Rules rules = payouts.taxRules();
        return new TaxRules(
                rules.preset(),
                rules.inForce() == null ? null : rule(rules.inForce()),
                rules.all().stream().map(this::rule).toList());
    }

    @Override
    public TaxRuleTaken proposeTaxRule(UUID proposalId, NewTaxRule rule, String reason, UUID proposer) {
        TaxRuleChange change = new TaxRuleChange(
                rule.preset(),
                rule.baseVersion(),
                rule.section().strip(),
                rule.rateBasisPoints(),
                rule.noIdRateBasisPoints(),
                rule.thresholdMinor(),
                OnCross.valueOf(rule.onCross()),
                rule.validFrom().toString(),
                rule.validTo() == null ? "" : rule.validTo().toString());
        return switch (taxRules.propose(proposalId, change, reason, proposer)) {
            case TaxRuleProposal.Proposed proposed ->
                new TaxRuleTaken.Proposed(ApprovalAdapter.approval(proposed.approval()));
            case TaxRuleProposal.Refused(String why) -> new TaxRuleTaken.Refused(why);
            case TaxRuleProposal.Outdated(int newest) -> new TaxRuleTaken.Outdated(newest);
            // The contract asks for three characters before this is reached.
            case TaxRuleProposal.Conflict _, TaxRuleProposal.NoReason _ -> new TaxRuleTaken.Conflict();
        };
    }

    private TaxRule rule(dev.stagedoor.billing.tax.TaxRule rule) {
        return new TaxRule(
                rule.preset(),
                rule.version(),
                rule.jurisdiction(),
                rule.section(),
                rule.rateBasisPoints(),
                rule.noIdRateBasisPoints(),
                new Money(rule.thresholdMinor(), currencyOf(rule)),
                rule.onCross().name(),
                rule.taxPoint().name(),
                rule.validFrom(),
                rule.validTo());
    }

    private String currencyOf(dev.stagedoor.billing.tax.TaxRule rule) {
        // A country's thresholds are in its own money; a rule of no country is in whatever the site pays out in.
        return (rule.jurisdiction().equals("IN") ? Asset.INR : asset).name();
    }

    @Override
    public int waitingForBankFile() {
        return payouts.bankFile().queued();
    }

    @Override
    public @Nullable BankFile exportBankFile() {
        var batch = payouts.bankFile().export();
        return batch == null ? null : new BankFile(batch.batchId(), batch.payouts(), batch.csv());
    }

    @Override
    public Paper statement(UUID payeeId, String name, YearMonth month, PaperFormat format) {
        return paper(papers.monthly(payeeId, name, month, Papers.Format.valueOf(format.name())));
    }

    @Override
    public Paper taxPaper(UUID payeeId, String name, int year, PaperFormat format) {
        return paper(papers.annualTax(payeeId, name, payouts.taxYearOf(year), Papers.Format.valueOf(format.name())));
    }

    private static Paper paper(Papers.Paper paper) {
        return new Paper(paper.fileName(), paper.contentType(), paper.content());
    }
}
