package dev.stagedoor.signaling.web;

import dev.stagedoor.signaling.Money;
import dev.stagedoor.signaling.PayoutDesk;
import dev.stagedoor.signaling.WalletService.Page;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A desk with one payout of one payee, which answers what the test wants. */
final class TestPayouts implements PayoutDesk {
    static final UUID PAYOUT = UUID.fromString("01989f4e-7a10-7b3c-9d55-2f1f6f0a1c20");

    volatile UUID payee = UUID.randomUUID();
    volatile UUID reviewer = UUID.randomUUID();
    volatile @Nullable Outcome next;
    volatile @Nullable Acted acted;
    volatile Settling settling = new Settling.Missing();
    volatile TaxRuleTaken ruleTaken = new TaxRuleTaken.Conflict();
    volatile Ruled ruled = Ruled.DONE;
    volatile boolean secondFactor;
    volatile int waiting;
    volatile @Nullable String asked;
    volatile @Nullable Earner summed;

    Payout payout() {
        return new Payout(
                PAYOUT,
                payee,
                "REQUEST",
                1,
                inr(100_000),
                inr(0),
                inr(100_000),
                "HELD",
                "sandbox",
                "",
                "name differs",
                false,
                Instant.EPOCH,
                null,
                null);
    }

    static Money inr(long minor) {
        return new Money(minor, "INR");
    }

    @Override
    public Summary summary(Earner earner) {
        summed = earner;
        return new Summary(
                inr(6_400),
                List.of(new Becoming(Instant.EPOCH, inr(6_400))),
                inr(0),
                inr(0),
                inr(0),
                inr(0),
                inr(0),
                inr(0),
                inr(6_400),
                inr(6_400),
                inr(6_400),
                inr(6_400),
                List.of(new Day(LocalDate.EPOCH, inr(6_400), 1, 2)),
                new Standing(
                        false, null, false, Schedule.ON_REQUEST, new ShownAccount("Asha Rao", "••••0001", "TEST0001")),
                new Terms(inr(50_000), inr(5_000_000), inr(50_000_000)));
    }

    @Override
    public Page<Payout> payouts(@Nullable UUID payeeId, @Nullable String state, @Nullable String cursor, int limit) {
        asked = payeeId + " " + state;
        return new Page<>(List.of(payout()), null);
    }

    @Override
    public @Nullable History history(UUID payoutId) {
        return payoutId.equals(PAYOUT)
                ? new History(payout(), List.of(new Step("HELD", reviewer.toString(), "name differs", Instant.EPOCH)))
                : null;
    }

    @Override
    public Outcome request(Earner earner, @Nullable Money amount, SecondFactor factor, String idempotencyKey) {
        asked = amount + " " + factor + " " + idempotencyKey;
        Outcome outcome = next;
        return outcome == null ? new Outcome.Accepted(payout()) : outcome;
    }

    @Override
    public void setAccount(UUID performerId, BankAccount account) {
        asked = account.holder() + " " + account.accountNumber() + " " + account.bankCode();
    }

    @Override
    public void setSchedule(UUID performerId, Schedule schedule) {
        asked = schedule.name();
    }

    @Override
    public Acted act(UUID payoutId, Action action, UUID person, String reason) {
        asked = action + " by " + person + ": " + reason;
        Acted answer = acted;
        if (answer != null) {
            return answer;
        }
        History history = history(payoutId);
        return history == null ? new Acted.Missing() : new Acted.Done(history);
    }

    @Override
    public Settling proposeSettlement(UUID proposalId, UUID payoutId, boolean paid, String reason, UUID proposer) {
        asked = "%s paid %s by %s: %s".formatted(payoutId, paid, proposer, reason);
        return settling;
    }

    @Override
    public List<Payee> payees(int limit) {
        return List.of(new Payee(
                payee,
                new ShownAccount("Asha Rao", "••••0001", "TEST0001"),
                false,
                true,
                new Reviewed(false, "", "blurred", reviewer.toString(), Instant.EPOCH),
                false,
                "",
                inr(0)));
    }

    @Override
    public Ruled review(UUID payeeId, Review review, UUID person) {
        asked = review + " by " + person;
        return ruled;
    }

    @Override
    public Ruled setFrozen(UUID payeeId, boolean frozen, UUID person, String reason) {
        asked = frozen + " by " + person + ": " + reason;
        return frozen ? ruled : Ruled.UNCHANGED;
    }

    @Override
    public TaxRules taxRules() {
        TaxRule rule = new TaxRule(
                "IN-30K", 1, "IN", "194J", 1_000, 2_000, inr(3_000_000), "EXCESS", "PAYOUT", LocalDate.EPOCH, null);
        return new TaxRules("IN-30K", rule, List.of(rule));
    }

    @Override
    public TaxRuleTaken proposeTaxRule(UUID proposalId, NewTaxRule rule, String reason, UUID proposer) {
        asked = rule + " by " + proposer + ": " + reason;
        return ruleTaken;
    }

    @Override
    public int waitingForBankFile() {
        return waiting;
    }

    @Override
    public @Nullable BankFile exportBankFile() {
        return waiting == 0 ? null : new BankFile(PAYOUT, waiting, "payout,holder\r\n");
    }

    @Override
    public Paper statement(UUID payeeId, String name, YearMonth month, PaperFormat format) {
        asked = name + " " + month + " " + format;
        return paper(format);
    }

    @Override
    public Paper taxPaper(UUID payeeId, String name, int year, PaperFormat format) {
        asked = name + " " + year + " " + format;
        return paper(format);
    }

    private static Paper paper(PaperFormat format) {
        String type = format == PaperFormat.PDF ? "application/pdf" : "text/csv; charset=utf-8";
        return new Paper("paper." + format, type, new byte[] {1, 2});
    }

    @Override
    public boolean needsSecondFactor() {
        return secondFactor;
    }
}
