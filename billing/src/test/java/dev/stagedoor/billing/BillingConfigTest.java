package dev.stagedoor.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stagedoor.billing.audit.AuditTerms;
import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.SplitTerms;
import dev.stagedoor.billing.metering.MeteringTerms;
import dev.stagedoor.billing.payouts.EarningsTerms;
import dev.stagedoor.billing.pricing.PeakWindow;
import dev.stagedoor.billing.pricing.PricePresets;
import dev.stagedoor.billing.pricing.PricingTerms;
import dev.stagedoor.billing.shows.BookingTerms;
import dev.stagedoor.billing.shows.CancelPolicy;
import dev.stagedoor.billing.shows.ShowTerms;
import dev.stagedoor.billing.subscriptions.SubscriptionTerms;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Pins every default: changing one is a decision, not an accident. */
class BillingConfigTest {
    @Test
    void shouldPriceByTheMinuteWithANightlyPeak() {
        assertThat(BillingConfig.defaults().pricing())
                .isEqualTo(new PricingTerms(
                        60_000,
                        1_000,
                        0,
                        3,
                        List.of(new PeakWindow(
                                LocalTime.of(22, 0), LocalTime.of(2, 0), ZoneId.of("Asia/Kolkata"), 15_000)),
                        60_000));
    }

    @Test
    void shouldMeterWithTheseMarks() {
        assertThat(BillingConfig.defaults().metering())
                .isEqualTo(new MeteringTerms(
                        120_000, 30_000, 75_000, 10_000, 10_800_000, 10_000, 30_000, 15_000, 180_000, 60_000, false));
        assertThat(BillingConfig.defaults().maximumTransactions()).isEqualTo(16);
    }

    @Test
    void shouldRunJobsAndSealAndCheckAtTheseTimes() {
        assertThat(BillingConfig.defaults().audit())
                .isEqualTo(new AuditTerms(
                        Duration.ofMinutes(5),
                        Duration.ofMinutes(15),
                        Duration.ofMinutes(1),
                        LocalTime.of(3, 30),
                        ZoneOffset.UTC));
    }

    @Test
    void shouldSellPlansWithoutATrialAndWithAWeekOfGrace() {
        SubscriptionTerms terms = BillingConfig.defaults().subscriptions();
        assertThat(terms.trialDays()).isZero();
        assertThat(terms.graceDays()).isEqualTo(7);
        assertThat(terms.retryEvery()).isEqualTo(Duration.ofDays(1));
    }

    @Test
    void shouldSellShowsWithTheseTerms() {
        assertThat(BillingConfig.defaults().shows())
                .isEqualTo(new ShowTerms(
                        10_000,
                        600_000,
                        2,
                        6,
                        7_948_800_000L,
                        new BookingTerms(300_000, 600_000, 10_000, CancelPolicy.defaults())));
    }

    @Test
    void shouldShareFortyFivePercentAndSellForRupees() {
        BillingConfig config = BillingConfig.defaults();
        assertThat(config.prices()).isEqualTo(PricePresets.inr());
        assertThat(config.prices().defaultSplit()).isEqualTo(new SplitTerms(Asset.INR, 100, 4_500, null));
        assertThat(config.prices().taxBasisPoints()).isEqualTo(1_800);
        assertThat(config.sales().sandboxEnabled()).isTrue();
    }

    @Test
    void shouldSwitchToDollarsAsAWhole() {
        BillingConfig config = BillingConfig.builder().usd().build();
        assertThat(config.prices()).isEqualTo(PricePresets.usd());
        assertThat(config.prices().defaultSplit()).isEqualTo(new SplitTerms(Asset.USD, 1, 4_500, null));
        assertThat(config.prices().taxBasisPoints()).isZero();
    }

    @Test
    void shouldChangeTermsThatNoPriceListHas() {
        BillingConfig config = BillingConfig.builder()
                .taxRule("IN-2026")
                .reserve(1_000, 30)
                .approvePayoutsAbove(2_000)
                .minimumMinutes(5)
                .build();
        assertThat(config.earnings())
                .isEqualTo(new EarningsTerms(Asset.INR, ZoneId.of("Asia/Kolkata"), 7, 1_000, 30, "IN-2026"));
        assertThat(config.payouts().approveAboveMinor()).isEqualTo(200_000);
        assertThat(config.pricing().minimumUnits()).isEqualTo(5);
        assertThat(config.prices()).isEqualTo(PricePresets.inr());
    }

    @Test
    void shouldRefuseWhatCannotBe() {
        assertThatThrownBy(() -> MeteringTerms.builder().leaseMs(15_000).build())
                .hasMessageContaining("15000");
        assertThatThrownBy(
                        () -> BillingConfig.builder().splitBasisPoints(10_001).build())
                .hasMessageContaining("10001");
        assertThatThrownBy(() -> BillingConfig.builder().rateUnitMs(0).build())
                .isInstanceOf(IllegalArgumentException.class);
    }
}
