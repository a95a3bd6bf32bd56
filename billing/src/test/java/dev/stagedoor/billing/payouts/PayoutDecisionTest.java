package dev.stagedoor.billing.payouts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.tax.OnCross;
import dev.stagedoor.billing.tax.TaxPoint;
import dev.stagedoor.billing.tax.TaxRule;
import dev.stagedoor.billing.tax.TaxYear;
import dev.stagedoor.billing.tax.Withholding;
import dev.stagedoor.billing.tax.YearToDate;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Amounts in paise: at least 500.00, at most 50,000.00 a day and 500,000.00 a month. */
class PayoutDecisionTest {
    private static final PayoutTerms TERMS =
            PayoutTerms.defaults(Asset.INR, ZoneId.of("Asia/Kolkata"), SandboxPayouts.NAME);
    private static final long RICH = 900_000_00;

    @ParameterizedTest(name = "{0} of {1}, {2} today and {3} this month: {4}")
    @CsvSource({
        "  50000,   50000,       0,        0, pay 50000",
        "  49999,   90000,       0,        0, BelowMinimum",
        "  50001,   50000,       0,        0, NotEnough",
        "5000000, 9000000,       0,        0, pay 5000000",
        "5000001, 9000000,       0,        0, DayCap",
        "  50000, 9000000, 4950000,  4950000, pay 50000",
        "  50001, 9000000, 4950000,  4950000, DayCap",
        "5000000, 9000000,       0, 45000000, pay 5000000",
        "5000000, 9000000,       0, 45000001, MonthCap",
        // As much as there is and the caps allow.
        "    all,   77700,       0,        0, pay 77700",
        "    all, 9000000, 1000000,  1000000, pay 4000000",
        "    all, 9000000,       0, 49000000, pay 1000000",
        "    all, 9000000, 5000000,  5000000, BelowMinimum",
        "    all,   49999,       0,        0, BelowMinimum",
    })
    void shouldKeepTheCaps(String wanted, long available, long today, long month, String expected) {
        PayoutDecision decision = PayoutDecision.of(
                TERMS,
                facts(available, today, month, YearToDate.NOTHING),
                SecondFactor.FRESH,
                wanted.equals("all") ? null : Long.valueOf(wanted));
        assertThat(text(decision)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} of {1}, of which {2} is test money: {3}")
    @CsvSource({
        " 50000, 100000, 50000, pay 50000",
        " 50001, 100000, 50000, TestMoney",
        "100001, 100000, 50000, NotEnough",
        "   all, 100000, 50000, pay 50000",
        "   all, 100000, 50001, TestMoney",
        "   all,  49999, 50001, BelowMinimum",
        " 50000,  50000, 90000, TestMoney",
    })
    void shouldPayNobodyForTestPayments(String wanted, long available, long test, String expected) {
        PayeeFacts facts = new PayeeFacts(false, true, "", true, available, test, 0, 0, tax(YearToDate.NOTHING));
        Long amount = wanted.equals("all") ? null : Long.valueOf(wanted);
        assertThat(text(PayoutDecision.of(TERMS, facts, SecondFactor.FRESH, amount)))
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "frozen {0}, bank account {1}, verified {2}, second factor {3}: {4}")
    @CsvSource({
        "true,  false, false, NOT_SET_UP,   Frozen",
        "false, false, false, NOT_SET_UP,   NoDestination",
        "false, true,  false, NOT_SET_UP,   NotVerified",
        "false, true,  true,  NOT_SET_UP,   SecondFactorNeeded",
        "false, true,  true,  MISSING,      SecondFactorNeeded",
        "false, true,  true,  FRESH,        pay 50000",
        "false, true,  true,  NOT_REQUIRED, pay 50000",
        "true,  true,  true,  FRESH,        Frozen",
    })
    void shouldAskForPapersFirst(
            boolean frozen, boolean destination, boolean verified, SecondFactor factor, String expected) {
        PayeeFacts facts = new PayeeFacts(frozen, verified, "", destination, RICH, 0, 0, 0, tax(YearToDate.NOTHING));
        assertThat(text(PayoutDecision.of(TERMS, facts, factor, 500_00L))).isEqualTo(expected);
    }

    @Test
    void shouldWithholdTaxAtThePayout() {
        PayeeFacts facts = facts(RICH, 0, 0, new YearToDate(28_000_00, 0, 0));
        assertThat(PayoutDecision.of(TERMS, facts, SecondFactor.FRESH, 5_000_00L))
                .isEqualTo(new PayoutDecision.Pay(
                        5_000_00,
                        new Withholding(3_000_00, 300_00, 1_000),
                        true,
                        TERMS.dayCapMinor(),
                        TERMS.monthCapMinor()));
    }

    @Test
    void shouldRefuseWhatTaxWouldTakeAltogether() {
        PayeeFacts facts = new PayeeFacts(
                false,
                true,
                "",
                true,
                RICH,
                0,
                0,
                0,
                new TaxFacts(rule(OnCross.ENTIRE), true, LocalDate.EPOCH, new YearToDate(30_000_00, 0, 0)));
        assertThat(PayoutDecision.of(TERMS, facts, SecondFactor.FRESH, 3_000_00L))
                .isEqualTo(new PayoutDecision.Refuse(new PayoutRefusal.TaxTakesAll(new Money(3_000_00, Asset.INR))));
    }

    @Test
    void shouldLetAPersonLookAtLargeOnes() {
        PayoutTerms careful = new PayoutTerms(
                Asset.INR,
                TERMS.zone(),
                500_00,
                50_000_00,
                500_000_00,
                10_000_00,
                TERMS.dailyAt(),
                TERMS.weeklyOn(),
                3,
                TERMS.answerWithin(),
                "sandbox");
        PayeeFacts facts = facts(RICH, 0, 0, YearToDate.NOTHING);
        assertThat(PayoutDecision.of(careful, facts, SecondFactor.FRESH, 10_000_00L))
                .isEqualTo(new PayoutDecision.Pay(10_000_00, Withholding.NONE, true, 50_000_00, 500_000_00));
        assertThat(PayoutDecision.of(careful, facts, SecondFactor.FRESH, 10_000_01L))
                .isEqualTo(new PayoutDecision.Pay(10_000_01, Withholding.NONE, false, 50_000_00, 500_000_00));
    }

    private static String text(PayoutDecision decision) {
        return switch (decision) {
            case PayoutDecision.Pay pay -> "pay " + pay.grossMinor();
            case PayoutDecision.Refuse refuse -> refuse.refusal().getClass().getSimpleName();
        };
    }

    private static PayeeFacts facts(long available, long today, long month, YearToDate year) {
        return new PayeeFacts(false, true, "", true, available, 0, today, month, tax(year));
    }

    private static TaxFacts tax(YearToDate year) {
        // A threshold out of reach for the rows about caps, which have paid nothing this year.
        return new TaxFacts(rule(OnCross.EXCESS), true, LocalDate.EPOCH, year);
    }

    private static TaxRule rule(OnCross cross) {
        return new TaxRule(
                "TEST",
                1,
                "IN",
                "S",
                1_000,
                2_000,
                30_000_00,
                cross,
                TaxPoint.PAYOUT,
                new TaxYear(MonthDay.of(4, 1), TERMS.zone()),
                LocalDate.EPOCH,
                null);
    }
}
