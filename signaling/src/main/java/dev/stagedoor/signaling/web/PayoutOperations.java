package dev.stagedoor.signaling.web;

import dev.stagedoor.signaling.Money;
import dev.stagedoor.signaling.PayoutDesk;
import dev.stagedoor.signaling.PayoutDesk.BankAccount;
import dev.stagedoor.signaling.PayoutDesk.Earner;
import dev.stagedoor.signaling.PayoutDesk.Outcome;
import dev.stagedoor.signaling.PayoutDesk.PaperFormat;
import dev.stagedoor.signaling.PayoutDesk.Schedule;
import dev.stagedoor.signaling.PayoutDesk.SecondFactor;
import dev.stagedoor.signaling.identity.AccountStore;
import dev.stagedoor.signaling.identity.FactorCheck;
import dev.stagedoor.signaling.identity.Role;
import java.time.YearMonth;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Earnings and payouts of performers and agencies. */
final class PayoutOperations implements Operations {
    private final PayoutDesk desk;
    private final AccountStore people;
    private final FactorGate gate;

    PayoutOperations(PayoutDesk desk, AccountStore people, FactorGate gate) {
        this.desk = desk;
        this.people = people;
        this.gate = gate;
    }

    @Override
    public Map<String, Handler> byId() {
        return Map.of(
                "getEarningsSummary", request -> Reply.ok(desk.summary(earner(request))),
                "listPayouts", this::list,
                "requestPayout", this::request,
                "setPayoutAccount", this::setAccount,
                "setPayoutSchedule", this::setSchedule,
                "getStatement", this::statement,
                "getTaxPaper", this::taxPaper);
    }

    private static Earner earner(ApiRequest request) {
        return new Earner(request.userId(), request.caller().roles().contains(Role.AGENCY));
    }

    private record PayoutBody(@Nullable Money amount) {}

    private record ScheduleBody(Schedule schedule) {}

    private Reply list(ApiRequest request) {
        return Reply.ok(desk.payouts(request.userId(), null, request.cursor(), request.limit()));
    }

    private Reply request(ApiRequest request) {
        String key = Objects.requireNonNull(request.header("Idempotency-Key"), "the contract requires it");
        Money amount = request.body(PayoutBody.class).amount();
        FactorCheck shown = gate.check(request);
        return switch (shown) {
            case FactorCheck.Right() -> reply(desk.request(earner(request), amount, SecondFactor.FRESH, key));
            case FactorCheck.Missing() -> reply(desk.request(earner(request), amount, SecondFactor.MISSING, key));
            case FactorCheck.NotSetUp() ->
                reply(desk.request(
                        earner(request),
                        amount,
                        desk.needsSecondFactor() ? SecondFactor.NOT_SET_UP : SecondFactor.NOT_REQUIRED,
                        key));
            case FactorCheck.Wrong(), FactorCheck.Used(), FactorCheck.Limited _ ->
                Objects.requireNonNull(FactorGate.refusal(shown));
        };
    }

    private static Reply reply(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted(PayoutDesk.Payout payout) -> Reply.created(payout);
            case Outcome.BelowMinimum(Money minimum) ->
                refused("PAYOUT_BELOW_MINIMUM", "The smallest payout is " + Amounts.text(minimum) + ".");
            case Outcome.NotEnough(Money available) ->
                refused("PAYOUT_NOT_ENOUGH", "You can withdraw " + Amounts.text(available) + " now.");
            case Outcome.DayCap(Money cap, Money left) ->
                refused(
                        "PAYOUT_DAY_CAP",
                        "At most %s can be withdrawn in a day; %s are left for today."
                                .formatted(Amounts.text(cap), Amounts.text(left)));
            case Outcome.MonthCap(Money cap, Money left) ->
                refused(
                        "PAYOUT_MONTH_CAP",
                        "At most %s can be withdrawn in a month; %s are left for this one."
                                .formatted(Amounts.text(cap), Amounts.text(left)));
            case Outcome.NotVerified(String reason) -> refused("PAYOUT_NOT_VERIFIED", notVerified(reason));
            case Outcome.NoAccount() ->
                refused("PAYOUT_NO_ACCOUNT", "Name the bank account first to which you want to be paid.");
            case Outcome.SecondFactorNeeded(boolean setUp) ->
                setUp
                        ? refused("SECOND_FACTOR_NEEDED", FactorGate.NEEDED)
                        : refused("SECOND_FACTOR_NOT_SET_UP", "Set up a second factor first; payouts need one here.");
            case Outcome.Frozen() ->
                refused("PAYOUTS_STOPPED", "Payouts of your account are stopped. Write to support to learn more.");
            case Outcome.TaxTakesAll(Money withheld) ->
                refused(
                        "PAYOUT_ALL_TAX",
                        "Tax that is due on earlier payments would take all %s of it. Ask for more at once."
                                .formatted(Amounts.text(withheld)));
            case Outcome.TestMoney(Money test, Money payable) ->
                refused(
                        "PAYOUT_TEST_MONEY",
                        "%s of what you earned came from test payments, which bring nobody money. You can withdraw %s; ask the site to correct the rest."
                                .formatted(Amounts.text(test), Amounts.text(payable)));
            case Outcome.Conflict() ->
                refused("IDEMPOTENCY_CONFLICT", "This Idempotency-Key was used before for another amount.");
            case Outcome.WrongCurrency() -> refused("WRONG_CURRENCY", "Payouts are not made in this currency.");
        };
    }

    private static String notVerified(String reason) {
        return reason.isEmpty()
                ? "Your papers and bank account have not been checked yet. You will be paid once they are."
                : "Your papers were not accepted: " + reason;
    }

    private static Reply refused(String code, String detail) {
        return Reply.refused(409, code, detail);
    }

    private Reply setAccount(ApiRequest request) {
        Reply refusal = gate.refusal(request);
        if (refusal != null) {
            return refusal;
        }
        desk.setAccount(request.userId(), request.body(BankAccount.class));
        return Reply.ok(desk.summary(earner(request)));
    }

    private Reply setSchedule(ApiRequest request) {
        desk.setSchedule(request.userId(), request.body(ScheduleBody.class).schedule());
        return Reply.ok(desk.summary(earner(request)));
    }

    private Reply statement(ApiRequest request) {
        YearMonth month = YearMonth.parse(request.pathText("month"));
        return file(desk.statement(request.userId(), name(request), month, format(request)));
    }

    private Reply taxPaper(ApiRequest request) {
        int year = (int) request.pathNumber("year");
        return file(desk.taxPaper(request.userId(), name(request), year, format(request)));
    }

    private String name(ApiRequest request) {
        return people.displayNames(Set.of(request.userId())).getOrDefault(request.userId(), "");
    }

    private static PaperFormat format(ApiRequest request) {
        return "CSV".equals(request.query("format")) ? PaperFormat.CSV : PaperFormat.PDF;
    }

    private static Reply file(PayoutDesk.Paper paper) {
        return Reply.file(paper.fileName(), paper.contentType(), paper.content());
    }
}
