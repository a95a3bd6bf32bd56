package dev.stagedoor.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stagedoor.billing.BillingConfig;
import dev.stagedoor.billing.disputes.DisputeTerms;
import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.pricing.PricePresets;
import dev.stagedoor.billing.risk.RiskTerms;
import dev.stagedoor.billing.subscriptions.SubscriptionTerms;
import dev.stagedoor.server.config.Settings;
import dev.stagedoor.server.database.DataDirectory;
import dev.stagedoor.server.database.EmbeddedPostgres;
import dev.stagedoor.server.database.TestData;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MoneySettingsTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void defaultsAreThoseOfBilling() throws IOException {
        BillingConfig config = config(Map.of());
        BillingConfig defaults = BillingConfig.defaults();
        assertThat(config.prices()).isEqualTo(defaults.prices());
        assertThat(config.pricing()).isEqualTo(defaults.pricing());
        assertThat(config.metering()).isEqualTo(defaults.metering());
        assertThat(config.earnings()).isEqualTo(defaults.earnings());
        assertThat(config.payouts()).isEqualTo(defaults.payouts());
        assertThat(config.disputes()).isEqualTo(DisputeTerms.defaults());
        assertThat(config.subscriptions()).isEqualTo(SubscriptionTerms.defaults());
        assertThat(config.risk()).isEqualTo(RiskTerms.defaults());
        assertThat(config.outages()).isEqualTo(folder.resolve("outages"));
    }

    @Test
    void dollarsComeWithTheirPricesAndWithoutIndianTax() throws IOException {
        BillingConfig config = config(Map.of("billing.currency", "usd", "disputes.debt-limit", "5"));
        assertThat(config.prices()).isEqualTo(PricePresets.usd());
        assertThat(config.earnings().asset()).isEqualTo(Asset.USD);
        assertThat(config.earnings().taxPreset()).isEqualTo("NONE");
        assertThat(config.payouts().asset()).isEqualTo(Asset.USD);
        assertThat(config.disputes().debtLimitMinor()).isEqualTo(500);
    }

    @Test
    void termsOfTheHouseReachBilling() throws IOException {
        BillingConfig config = config(Map.of(
                "billing.tax-rule", "IN-2026",
                "billing.reserve-basis-points", "1000",
                "billing.reserve-days", "30",
                "billing.minimum-minutes", "5",
                "billing.maximum-call-ms", "3600000",
                "payouts.approve-above", "2000",
                "disputes.performer-bears-basis-points", "5000",
                "disputes.clawback", "false",
                "plans.trial-days", "14"));
        assertThat(config.earnings().taxPreset()).isEqualTo("IN-2026");
        assertThat(config.earnings().reserveBasisPoints()).isEqualTo(1_000);
        assertThat(config.earnings().reserveDays()).isEqualTo(30);
        assertThat(config.pricing().minimumUnits()).isEqualTo(5);
        assertThat(config.metering().maximumCallMs()).isEqualTo(3_600_000);
        assertThat(config.payouts().approveAboveMinor()).isEqualTo(200_000);
        assertThat(config.disputes().performerBearsBasisPoints()).isEqualTo(5_000);
        assertThat(config.disputes().clawback()).isFalse();
        assertThat(config.subscriptions().trialDays()).isEqualTo(14);
        assertThat(config.subscriptions().graceDays()).isEqualTo(7);
    }

    @Test
    void whatLooksLikeFraudIsTheHousesToSay() throws IOException {
        RiskTerms risk = config(Map.ofEntries(
                        Map.entry("risk.returned-gifts", "11"),
                        Map.entry("risk.spike-sigmas", "12"),
                        Map.entry("risk.spike-floor", "13"),
                        Map.entry("risk.newcomer-floor", "14"),
                        Map.entry("risk.accounts-of-device", "15"),
                        Map.entry("risk.accounts-of-card", "16"),
                        Map.entry("risk.card-tries", "17"),
                        Map.entry("risk.newcomer-percent", "18"),
                        Map.entry("risk.cash-out-percent", "19"),
                        Map.entry("risk.cash-out-floor", "20")))
                .risk();
        RiskTerms defaults = RiskTerms.defaults();
        assertThat(risk)
                .isEqualTo(new RiskTerms(
                        defaults.scanEvery(),
                        11,
                        12,
                        13_000,
                        14_000,
                        15,
                        16,
                        17,
                        18,
                        19,
                        20_000,
                        defaults.traitLife()));
    }

    /** One database, four servers one after the other. */
    @Test
    void booksThatWereBegunInOneCurrencyStayInIt() throws IOException {
        try (DataDirectory directory = DataDirectory.open(TestData.in(folder, "data"));
                EmbeddedPostgres postgres = EmbeddedPostgres.start(directory)) {
            ForeignDatabase database = ForeignDatabase.at(postgres.address(), folder);
            assertThatThrownBy(() -> database.start(Map.of("billing.tax-rule", "IN-1961")))
                    .hasMessageContaining("IN-1961")
                    .hasMessageContaining("billing.tax-rule to one of [IN-2026, IN-30K, NONE]");
            assertThatThrownBy(() -> database.start(Map.of("billing.currency", "USD", "billing.tax-rule", "IN-30K")))
                    .hasMessageContaining("billing.tax-rule=NONE");
            try (Stagedoor dollars = database.start(Map.of("billing.currency", "USD"))) {
                assertThat(dollars.httpPort()).isPositive();
            }
            database.giveCoins(UUID.randomUUID());
            assertThatThrownBy(() -> database.start(Map.of("billing.currency", "USD")))
                    .hasMessageContaining("billing.currency is USD")
                    .hasMessageContaining("kept in [INR]");
        }
    }

    private BillingConfig config(Map<String, String> options) throws IOException {
        return Configurations.billing(Settings.load(folder.resolve("none"), false, Map.of(), options), false, folder);
    }
}
