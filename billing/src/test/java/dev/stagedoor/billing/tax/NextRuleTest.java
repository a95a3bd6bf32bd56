package dev.stagedoor.billing.tax;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which new versions of a rule there may be; it is the evening of 10 March in UTC, and 11 March already in Kolkata. */
class NextRuleTest {
    private static final Instant NOW = Instant.parse("2026-03-10T20:00:00Z");
    private static final TaxYear YEAR = new TaxYear(MonthDay.of(4, 1), ZoneId.of("Asia/Kolkata"));
    private static final TaxRule FIRST = rule(1, "2000-04-01", null);

    private static TaxRule rule(int version, String from, @Nullable String to) {
        return new TaxRule(
                "IN-30K",
                version,
                "IN",
                "194J",
                1_000,
                2_000,
                3_000_000,
                OnCross.EXCESS,
                TaxPoint.PAYOUT,
                YEAR,
                LocalDate.parse(from),
                to == null ? null : LocalDate.parse(to));
    }

    private static TaxRuleChange change(int base, String from, String to) {
        return new TaxRuleChange("IN-30K", base, " 194J ", 1_000, 2_000, 5_000_000, OnCross.ENTIRE, from, to);
    }

    @Test
    void shouldKeepCountryYearAndMomentOfTheOneBefore() {
        assertThat(new TaxRules(List.of(FIRST)).next(change(1, "2026-04-01", ""), NOW))
                .isEqualTo(new NextRule.Fits(new TaxRule(
                        "IN-30K",
                        2,
                        "IN",
                        "194J",
                        1_000,
                        2_000,
                        5_000_000,
                        OnCross.ENTIRE,
                        TaxPoint.PAYOUT,
                        YEAR,
                        LocalDate.parse("2026-04-01"),
                        null)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "2000-04-01 | today is 2026-03-11 already",
                "2026-03-10 | today is 2026-03-11 already",
                "2026-03-11 | today is 2026-03-11 already",
                "2026-02-30 | makes no sense",
                // A day to Java, and none to the database.
                "+5874898-01-01 | four digits",
            })
    void shouldBeginOnADayToCome(String from, String why) {
        assertThat(new TaxRules(List.of(FIRST)).next(change(1, from, ""), NOW))
                .isInstanceOfSatisfying(
                        NextRule.Refused.class,
                        refused -> assertThat(refused.why()).contains(why));
        assertThat(new TaxRules(List.of(FIRST)).next(change(1, "2026-03-12", ""), NOW))
                .isInstanceOf(NextRule.Fits.class);
    }

    @ParameterizedTest(name = "the one before ends {0}, this is from {1} to {2}: {3}")
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            emptyValue = "",
            value = {
                "-          | 2026-04-01 | 2027-03-31 | -",
                "2026-03-31 | 2026-04-01 | ''         | -",
                "2026-03-31 | 2026-04-02 | ''         | 2026-04-01",
                "2026-03-31 | 2026-04-01 | 2027-03-31 | 2027-04-01",
                "2026-03-10 | 2026-03-12 | ''         | 2026-03-11",
                // A shorter one within: the one before goes on afterwards.
                "2027-03-31 | 2026-04-01 | 2026-06-30 | 2027-04-01",
            })
    void shouldLeaveNoDayWithoutARule(@Nullable String endsBefore, String from, String to, @Nullable String bare) {
        NextRule next = new TaxRules(List.of(rule(1, "2000-04-01", endsBefore))).next(change(1, from, to), NOW);
        if (bare == null) {
            assertThat(next).isInstanceOf(NextRule.Fits.class);
        } else {
            assertThat(next)
                    .isInstanceOfSatisfying(
                            NextRule.Refused.class,
                            refused -> assertThat(refused.why()).contains("no rule would hold on " + bare));
        }
    }

    @Test
    void shouldNotFillDaysBeforeTheVeryFirst() {
        TaxRule toCome = rule(1, "2026-04-01", null);
        assertThat(new TaxRules(List.of(toCome)).next(change(1, "2026-05-01", ""), NOW))
                .isInstanceOf(NextRule.Fits.class);
    }

    @Test
    void shouldFollowTheNewestOfAKnownRuleAndMakeSense() {
        TaxRules rules = new TaxRules(List.of(FIRST, rule(2, "2026-04-01", null)));
        assertThat(rules.next(change(1, "2026-05-01", ""), NOW)).isEqualTo(new NextRule.Outdated(2));
        assertThat(refusal(rules, "US-30K", 2, "194J", 1_000, "")).contains("no tax rule US-30K");
        assertThat(refusal(rules, "IN-30K", 2, "194J", 10_001, "")).contains("basis points");
        assertThat(refusal(rules, "IN-30K", 2, " ", 1_000, "")).contains("section");
        assertThat(refusal(rules, "IN-30K", 2, "194J", 1_000, "2026-04-30")).contains("valid from");
        assertThat(refusal(rules, "IN-30K", 2, "194J", 1_000, "+999999999-12-31"))
                .contains("four digits");
    }

    private static String refusal(TaxRules rules, String preset, int base, String section, int rate, String to) {
        TaxRuleChange change =
                new TaxRuleChange(preset, base, section, rate, 2_000, 0, OnCross.EXCESS, "2026-05-01", to);
        return ((NextRule.Refused) rules.next(change, NOW)).why();
    }
}
