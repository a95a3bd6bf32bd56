package dev.stagedoor.signaling.web;

import dev.stagedoor.signaling.ClaimDesk;
import dev.stagedoor.signaling.Money;
import dev.stagedoor.signaling.WalletCare.ClaimOutcome;
import dev.stagedoor.signaling.WalletService.Page;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A desk with one claim of each kind, which answers what the test wants and remembers what it was asked. */
final class TestClaims implements ClaimDesk {
    final UUID id = UUID.randomUUID();
    volatile ClaimOutcome outcome = new ClaimOutcome.Refunded();
    volatile AnswerOutcome answered = new AnswerOutcome.Kept();
    volatile boolean accepts = true;
    volatile CodeOutcome made = new CodeOutcome.Made();
    volatile String asked = "";

    private static final Money RUPEES = new Money(9_900, "INR");
    private static final Money COINS = new Money(45_000, "COIN");

    @Override
    public Page<Refund> refunds(@Nullable String state, @Nullable String cursor, int limit) {
        asked = "refunds " + state;
        return new Page<>(
                List.of(new Refund(
                        id, id, id, "unused", "OPEN", Instant.EPOCH, RUPEES, RUPEES, COINS, null, "sandbox", "NONE")),
                "more");
    }

    @Override
    public ClaimOutcome decideRefund(UUID refund, boolean grant, UUID decider, String reason) {
        asked = refund + " " + grant + " " + decider + " " + reason;
        return outcome;
    }

    @Override
    public Page<Dispute> disputes(@Nullable String state, @Nullable String cursor, int limit) {
        asked = "disputes " + state;
        return new Page<>(
                List.of(new Dispute(id, id, id, id, "frozen", "OPEN", Instant.EPOCH, COINS, COINS, RUPEES, "well")),
                null);
    }

    @Override
    public ClaimOutcome decideDispute(UUID dispute, DisputeRuling ruling, UUID decider) {
        asked = dispute + " " + ruling + " " + decider;
        return outcome;
    }

    @Override
    public Page<Chargeback> chargebacks(@Nullable String cursor, int limit) {
        return new Page<>(
                List.of(new Chargeback(
                        id,
                        "sandbox",
                        "dp_1",
                        id,
                        id,
                        "OPENED",
                        RUPEES,
                        RUPEES,
                        COINS,
                        RUPEES,
                        RUPEES,
                        RUPEES,
                        Instant.EPOCH,
                        Instant.EPOCH.plusSeconds(1),
                        false,
                        true,
                        "https://provider.example/cases",
                        new CaseAnswer(id, "BY_HAND", "It was delivered.", "too late", Instant.EPOCH, null))),
                null);
    }

    @Override
    public AnswerOutcome answer(UUID answerId, UUID chargeback, UUID person, String statement) {
        asked = answerId + " " + chargeback + " " + person + " " + statement;
        return answered;
    }

    @Override
    public @Nullable String evidenceOfCall(UUID callId) {
        return callId.equals(id) ? "{\"kind\": \"call\"}" : null;
    }

    @Override
    public @Nullable String evidenceOfOrder(UUID orderId) {
        return orderId.equals(id) ? "{\"kind\": \"order\"}" : null;
    }

    @Override
    public List<Code> codes() {
        return List.of(new Code("WELCOME-25", COINS, Instant.EPOCH, Instant.EPOCH.plusSeconds(1), 10, 1, 3, true));
    }

    @Override
    public Money codesLeftAlone(UUID person) {
        return COINS;
    }

    @Override
    public CodeOutcome createCode(UUID proposalId, NewCode code, String reason, UUID creator) {
        asked = code + " because '" + reason + "'";
        return made;
    }

    @Override
    public boolean activateCode(String code, boolean active) {
        asked = code + " " + active;
        return accepts;
    }

    @Override
    public boolean proposeAdjustment(UUID proposal, List<AdjustmentLine> entries, String reason, UUID proposer) {
        asked = entries.size() + " " + entries.getFirst().amount().amountMinor() + " " + reason + " " + proposer;
        return accepts;
    }
}
