package dev.stagedoor.server.adapters;

import static dev.stagedoor.server.adapters.MoneyTranslation.money;
import static dev.stagedoor.server.adapters.MoneyTranslation.page;
import static dev.stagedoor.server.adapters.WalletCareAdapter.outcome;

import dev.stagedoor.billing.Billing;
import dev.stagedoor.billing.approval.ProposalOutcome;
import dev.stagedoor.billing.disputes.Adjustment;
import dev.stagedoor.billing.disputes.AnswerKept;
import dev.stagedoor.billing.disputes.ClaimState;
import dev.stagedoor.billing.wallet.PromoCode;
import dev.stagedoor.signaling.ClaimDesk;
import dev.stagedoor.signaling.Money;
import dev.stagedoor.signaling.WalletCare.ClaimOutcome;
import dev.stagedoor.signaling.WalletService.Page;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Refunds, complaints, chargebacks, corrections and codes, as the console sees them, done by billing. */
public final class ClaimAdapter implements ClaimDesk {
    private final Billing billing;

    /** Over billing. */
    public ClaimAdapter(Billing billing) {
        this.billing = billing;
    }

    @Override
    public Page<Refund> refunds(@Nullable String state, @Nullable String cursor, int limit) {
        return page(
                billing.disputes().refunds(state(state), null, cursor, limit),
                refund -> new Refund(
                        refund.id(),
                        refund.orderId(),
                        refund.userId(),
                        refund.reason(),
                        refund.state().name(),
                        refund.requestedAt(),
                        money(refund.price()),
                        money(refund.returned()),
                        money(refund.coins()),
                        refund.decisionReason(),
                        refund.provider(),
                        refund.atProvider().name()));
    }

    @Override
    public ClaimOutcome decideRefund(UUID id, boolean grant, UUID decider, String reason) {
        return outcome(
                grant
                        ? billing.disputes().refund(id, decider, reason)
                        : billing.disputes().rejectRefund(id, decider, reason));
    }

    @Override
    public Page<Dispute> disputes(@Nullable String state, @Nullable String cursor, int limit) {
        return page(
                billing.disputes().disputes(state(state), cursor, limit),
                dispute -> new Dispute(
                        dispute.id(),
                        dispute.callId(),
                        dispute.userId(),
                        dispute.performerId(),
                        dispute.reason(),
                        dispute.state().name(),
                        dispute.openedAt(),
                        money(dispute.charged()),
                        money(dispute.returned()),
                        money(dispute.borne()),
                        dispute.decisionReason()));
    }

    @Override
    public ClaimOutcome decideDispute(UUID id, DisputeRuling ruling, UUID decider) {
        return outcome(
                ruling.grant()
                        ? billing.disputes()
                                .refundCall(
                                        id,
                                        ruling.coins(),
                                        ruling.performerBearsBasisPoints(),
                                        decider,
                                        ruling.reason())
                        : billing.disputes().rejectDispute(id, decider, ruling.reason()));
    }

    @Override
    public Page<Chargeback> chargebacks(@Nullable String cursor, int limit) {
        return page(billing.disputes().chargebacks(cursor, limit), this::chargeback);
    }

    private Chargeback chargeback(dev.stagedoor.billing.disputes.Chargeback chargeback) {
        String answersAt = billing.caseAnswers().answersAt(chargeback.provider());
        dev.stagedoor.billing.disputes.CaseAnswer answer = chargeback.answer();
        return new Chargeback(
                chargeback.id(),
                chargeback.provider(),
                chargeback.reference(),
                chargeback.orderId(),
                chargeback.userId(),
                chargeback.stage().name(),
                money(chargeback.disputed()),
                money(chargeback.fee()),
                money(chargeback.coins()),
                money(chargeback.clawed()),
                money(chargeback.debt()),
                money(chargeback.loss()),
                chargeback.openedAt(),
                chargeback.respondBy(),
                chargeback.underReview(),
                billing.caseAnswers().canAnswer(chargeback.provider()),
                answersAt.isEmpty() ? null : answersAt,
                answer == null ? null : caseAnswer(answer));
    }

    private static CaseAnswer caseAnswer(dev.stagedoor.billing.disputes.CaseAnswer answer) {
        String log = answer.letter().log();
        return new CaseAnswer(
                answer.id(),
                answer.state().name(),
                answer.letter().text() + (log.isEmpty() ? "" : "\n\n" + log),
                answer.said(),
                answer.madeAt(),
                answer.sentAt());
    }

    @Override
    public AnswerOutcome answer(UUID id, UUID chargebackId, UUID person, String statement) {
        return switch (billing.caseAnswers().answer(id, chargebackId, person, statement)) {
            case AnswerKept.Kept() -> new AnswerOutcome.Kept();
            case AnswerKept.NotFound() -> new AnswerOutcome.NotFound();
            case AnswerKept.OwnCase() -> new AnswerOutcome.OwnCase();
            case AnswerKept.Over() -> new AnswerOutcome.Over();
            case AnswerKept.TooLate() -> new AnswerOutcome.TooLate();
            case AnswerKept.ByHand(String where) -> new AnswerOutcome.ByHand(where);
            case AnswerKept.NoStatement() -> new AnswerOutcome.NoStatement();
        };
    }

    @Override
    public @Nullable String evidenceOfCall(UUID callId) {
        return billing.disputes().evidenceOfCall(callId);
    }

    @Override
    public @Nullable String evidenceOfOrder(UUID orderId) {
        return billing.disputes().evidenceOfOrder(orderId);
    }

    @Override
    public List<Code> codes() {
        return billing.codes().list().stream()
                .map(code -> new Code(
                        code.code(),
                        money(code.coins()),
                        code.validFrom(),
                        code.validUntil(),
                        code.maximumTotal(),
                        code.maximumPerUser(),
                        code.redeemed(),
                        code.active()))
                .toList();
    }

    @Override
    public Money codesLeftAlone(UUID person) {
        return money(billing.codes().leftAlone(person));
    }

    @Override
    public CodeOutcome createCode(UUID proposalId, NewCode code, String reason, UUID creator) {
        PromoCode wanted = new PromoCode(
                PromoCode.normal(code.code()),
                money(code.coins()),
                code.validFrom(),
                code.validUntil(),
                code.maximumTotal(),
                code.maximumPerUser(),
                0,
                true);
        return switch (billing.codes().create(proposalId, wanted, reason, creator)) {
            case dev.stagedoor.billing.wallet.CodeOutcome.Made _ -> new CodeOutcome.Made();
            case dev.stagedoor.billing.wallet.CodeOutcome.Proposed proposed ->
                new CodeOutcome.Proposed(ApprovalAdapter.approval(proposed.approval()));
            case dev.stagedoor.billing.wallet.CodeOutcome.Exists _ -> new CodeOutcome.Exists();
            case dev.stagedoor.billing.wallet.CodeOutcome.Conflict _ -> new CodeOutcome.Conflict();
            case dev.stagedoor.billing.wallet.CodeOutcome.NoReason _ -> new CodeOutcome.NoReason();
        };
    }

    @Override
    public boolean activateCode(String code, boolean active) {
        return billing.codes().activate(code, active);
    }

    @Override
    public boolean proposeAdjustment(UUID id, List<AdjustmentLine> entries, String reason, UUID proposer) {
        Adjustment adjustment = new Adjustment(entries.stream()
                .map(line -> new Adjustment.Entry(
                        line.kind(),
                        line.owner(),
                        line.qualifier(),
                        line.amount().currency(),
                        line.amount().amountMinor()))
                .toList());
        return billing.approvals().propose(id, Adjustment.KIND, adjustment, reason, proposer)
                instanceof ProposalOutcome.Proposed;
    }

    private static @Nullable ClaimState state(@Nullable String state) {
        return state == null ? null : ClaimState.valueOf(state);
    }
}
