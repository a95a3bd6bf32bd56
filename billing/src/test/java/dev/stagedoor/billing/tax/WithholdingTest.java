package dev.stagedoor.billing.tax;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Worked examples in paise; a year is told payment by payment. */
class WithholdingTest {
    private static final TaxYear APRIL = new TaxYear(MonthDay.of(4, 1), ZoneId.of("Asia/Kolkata"));
    private static final TaxRule EXCESS = rule(30_000_00, OnCross.EXCESS);
    private static final TaxRule ENTIRE = rule(30_000_00, OnCross.ENTIRE);

    @ParameterizedTest(name = "{0}: {2} after {1} of which {3} was taxed")
    @CsvSource({
        // cross,  gross before, amount, taxable before, tax number, tax
        "EXCESS, 2800000,  500000,       0, true,  30000",
        "ENTIRE, 2800000,  500000,       0, true, 330000",
        "EXCESS, 2800000,  500000,       0, false, 60000",
        "ENTIRE, 2800000,  500000,       0, false, 500000",
        "EXCESS,       0, 3000000,       0, true,      0",
        "ENTIRE,       0, 3000000,       0, true,      0",
        "EXCESS,       0, 3000001,       0, true,      0",
        "EXCESS,       0, 3000005,       0, true,      1",
        "ENTIRE,       0, 3000001,       0, true, 300000",
        "EXCESS, 3300000,  500000,  300000, true,  50000",
        "ENTIRE, 3300000,  500000, 3300000, true,  50000",
        // A payment failed of which 3,000 had been taxed: the next one is free for as much.
        "EXCESS, 2800000,  500000,  300000, true,      0",
        "ENTIRE, 2800000,  500000, 3300000, true,      0",
        "ENTIRE, 2800000,  700000, 3300000, true,  20000",
        // Everything before was free and is taxed now, which is more than the payment.
        "ENTIRE, 3000000,   50000,       0, true,  50000",
    })
    void shouldWithhold(OnCross cross, long before, long amount, long taxed, boolean hasTaxId, long tax) {
        TaxRule rule = rule(30_000_00, cross);
        YearToDate year = new YearToDate(before, taxed, 0);
        assertThat(Withholding.of(rule, hasTaxId, year, amount).withheldMinor()).isEqualTo(tax);
    }

    @Test
    void shouldTakeTheRestOfTheTaxFromTheFollowingPayments() {
        YearToDate year = new YearToDate(30_000_00, 0, 0);
        for (long amount : new long[] {500_00, 500_00, 5_000_00, 1_000_00}) {
            year = year.plus(amount, Withholding.of(ENTIRE, true, year, amount));
        }
        assertThat(year).isEqualTo(new YearToDate(37_000_00, 37_000_00, 3_700_00));
    }

    /** The year began with a threshold of 30,000.00; the version after it has another. */
    @ParameterizedTest(name = "{0}, from 30,000.00 to {2}: {3} after {1} is taxed {4}, later {5} to {6} in the year")
    @CsvSource({
        // cross, paid before, threshold, amount,    tax,   next,    tax in the year
        // Free before, and beyond the new threshold already: what lies between is taxed with the next payment.
        "EXCESS, 2500000, 2000000,  500000, 100000, 100000, 110000",
        "ENTIRE, 2500000, 2000000,  500000, 300000, 100000, 310000",
        // More than the payment: all of it, and the rest of the following one.
        "EXCESS, 2500000, 1000000,   50000,  50000, 1000000, 255000",
        "ENTIRE, 2500000, 2000000,  100000, 100000,  500000, 310000",
        // Taxed before by the higher threshold: only what the lower one adds.
        "EXCESS, 3500000, 2000000,  500000, 150000, 100000, 210000",
        "ENTIRE, 3500000, 2000000,  500000,  50000, 100000, 410000",
        // Below the new threshold still.
        "EXCESS, 1000000, 2000000, 1000000,      0, 100000,  10000",
        "ENTIRE, 1000000, 2000000, 1000000,      0, 500000, 250000",
        // No threshold any more.
        "EXCESS, 1000000,       0,  500000, 150000, 100000, 160000",
        // A higher one gives nothing back, and takes nothing until it has caught up.
        "EXCESS, 3500000, 4000000,  500000,      0, 500000,  50000",
        "ENTIRE, 3500000, 4000000,  500000,      0, 500000, 450000",
    })
    void shouldTakeByAnotherThresholdWhatTheYearComesToLessWhatWasTaken(
            OnCross cross, long before, long threshold, long amount, long tax, long next, long inTheYear) {
        YearToDate year = YearToDate.NOTHING;
        year = year.plus(before, Withholding.of(rule(30_000_00, cross), true, year, before));
        TaxRule newer = rule(threshold, cross);
        Withholding first = Withholding.of(newer, true, year, amount);
        assertThat(first.withheldMinor()).isEqualTo(tax);
        year = year.plus(amount, first);
        year = year.plus(next, Withholding.of(newer, true, year, next));
        assertThat(year.withheldMinor()).isEqualTo(inTheYear);
        assertThat(year.withheldMinor())
                .as("what the newer version says of the year, or what the older one took")
                .isEqualTo(Math.max(
                        newer.taxableOf(year.grossMinor()) / 10,
                        rule(30_000_00, cross).taxableOf(before) / 10));
    }

    @Test
    void shouldTakeTheLowerRateFromTheMomentATaxNumberIsGiven() {
        YearToDate year = YearToDate.NOTHING;
        year = year.plus(35_000_00, Withholding.of(EXCESS, false, year, 35_000_00));
        assertThat(year.withheldMinor()).isEqualTo(1_000_00);
        Withholding next = Withholding.of(EXCESS, true, year, 5_000_00);
        assertThat(next).isEqualTo(new Withholding(5_000_00, 500_00, 1_000));
    }

    @Test
    void shouldComeToTheSameInManySmallPaymentsAsInOneWithinHalfAUnitEach() {
        YearToDate year = YearToDate.NOTHING;
        for (int i = 0; i < 700; i++) {
            year = year.plus(10_003, Withholding.of(EXCESS, true, year, 10_003));
        }
        Withholding atOnce = Withholding.of(EXCESS, true, YearToDate.NOTHING, 700 * 10_003);
        assertThat(year.taxableMinor()).isEqualTo(atOnce.taxableMinor());
        assertThat(year.withheldMinor()).isBetween(atOnce.withheldMinor() - 350, atOnce.withheldMinor() + 350);
    }

    @Test
    void shouldWithholdNothingWithoutARate() {
        TaxRule none =
                new TaxRule("NONE", 1, "", "", 0, 0, 0, OnCross.EXCESS, TaxPoint.PAYOUT, APRIL, LocalDate.EPOCH, null);
        assertThat(Withholding.of(none, false, YearToDate.NOTHING, 1_000_000_00))
                .isEqualTo(Withholding.NONE);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-31T18:29:59Z, 2025-04-01",
        "2026-03-31T18:30:00Z, 2026-04-01",
        "2026-04-01T00:00:00Z, 2026-04-01",
        "2027-01-01T00:00:00Z, 2026-04-01",
    })
    void shouldBeginTheYearOnTheFirstOfAprilInIndia(Instant moment, LocalDate start) {
        assertThat(APRIL.startOf(moment)).isEqualTo(start);
    }

    @ParameterizedTest
    @CsvSource(
            value = {"2026-03-31, 1", "2026-04-01, 2", "2027-03-31, 3", "2025-03-31, none", "2028-04-01, none"},
            nullValues = "none")
    void shouldUseTheNewestVersionThatHoldsOnTheDay(LocalDate day, Integer version) {
        TaxRules rules = new TaxRules(List.of(
                version(1, LocalDate.of(2025, 4, 1), LocalDate.of(2026, 3, 31)),
                version(2, LocalDate.of(2026, 4, 1), LocalDate.of(2028, 3, 31)),
                version(3, LocalDate.of(2027, 1, 1), LocalDate.of(2028, 3, 31))));
        TaxRule found = rules.inForce("TEST", day);
        assertThat(found == null ? null : found.version()).isEqualTo(version);
        assertThat(rules.inForce("OTHER", day)).isNull();
    }

    private static TaxRule rule(long threshold, OnCross cross) {
        return new TaxRule(
                "TEST", 1, "IN", "S", 1_000, 2_000, threshold, cross, TaxPoint.PAYOUT, APRIL, LocalDate.EPOCH, null);
    }

    private static TaxRule version(int version, LocalDate from, LocalDate to) {
        return new TaxRule(
                "TEST", version, "IN", "S", 1_000, 2_000, 0, OnCross.EXCESS, TaxPoint.PAYOUT, APRIL, from, to);
    }
}
