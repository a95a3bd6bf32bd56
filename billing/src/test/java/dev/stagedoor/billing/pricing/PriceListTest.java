package dev.stagedoor.billing.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.Money;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The price list of a fresh install: packages and tiers. */
class PriceListTest {
    @ParameterizedTest(name = "{0}: {1} + {2} coins, +{3} %, {4} paise a coin")
    @CsvSource({
        "49,     45,    5, 11, 98",
        "99,     95,   15, 16, 90",
        "299,   280,   70, 25, 85",
        "499,   460,  140, 30, 83",
        "999,   900,  400, 44, 77",
        "1999, 1750, 1050, 60, 71",
    })
    void shouldSellThesePackages(long rupees, long paid, long bonus, int percent, long paiseACoin) {
        CoinPackage offer = PricePresets.inr().coinPackages().stream()
                .filter(candidate -> candidate.id().equals("inr-" + rupees))
                .findFirst()
                .orElseThrow();
        assertThat(offer.price()).isEqualTo(new Money(rupees * 100, Asset.INR));
        assertThat(offer.paidCoins()).isEqualTo(Money.coins(paid * 1_000));
        assertThat(offer.bonusCoins()).isEqualTo(Money.coins(bonus * 1_000));
        assertThat(offer.bonusPercent()).isEqualTo(percent);
        assertThat(offer.pricePerCoin()).isEqualTo(new Money(paiseACoin, Asset.INR));
    }

    @Test
    void shouldPutAtMostOneBadgeOfAKindOnTheShelf() {
        assertThat(PricePresets.inr().coinPackages().stream()
                        .map(CoinPackage::badge)
                        .filter(badge -> !badge.isEmpty()))
                .doesNotHaveDuplicates();
    }

    @Test
    void shouldOfferTheseGifts() {
        assertThat(PricePresets.inr().gifts().stream().map(gift -> gift.name() + " " + gift.coins()))
                .containsExactly(
                        "Rose 10",
                        "Heart 20",
                        "Coffee 50",
                        "Teddy Bear 100",
                        "Bouquet 150",
                        "Perfume 200",
                        "Diamond 200",
                        "Crown 500",
                        "Diamond Ring 500",
                        "Sports Car 1000",
                        "Private Jet 5000",
                        "Castle 10000");
    }

    @Test
    void shouldSellPlansAndBuyQuicklyAtThesePrices() {
        PriceList list = PricePresets.inr();
        assertThat(list.plans().stream()
                        .map(plan -> plan.name() + " " + plan.priceMinor() + " " + plan.discountBasisPoints()))
                .containsExactly("VIP 19900 2000", "Premium 49900 3000", "Creator+ 99900 4000");
        assertThat(list.packages().stream()
                        .filter(PriceList.PackagePrice::quickBuy)
                        .map(PriceList.PackagePrice::id))
                .containsExactly("inr-99", "inr-299", "inr-499");
        assertThat(list.expiry()).isEqualTo(new PriceList.Expiry(true, 365, 90, 30, 7));
        assertThat(list.payoutLimits()).isEqualTo(new PriceList.PayoutLimits(50_000, 5_000_000, 50_000_000, 7));
    }

    @Test
    void shouldHaveNoFaultInAPreset() {
        assertThat(PriceListRules.check(PricePresets.inr())).isEmpty();
        assertThat(PriceListRules.check(PricePresets.usd())).isEmpty();
    }

    /** A promise that nothing keeps is not sold. */
    @ParameterizedTest(name = "{0} free minutes where a minute costs {1}: {2}")
    @CsvSource({
        "0, 5, ''",
        "1000, 5, ''",
        "1000, 10000000, ''",
        "-1, 5, 'must be 0 to 1000 a month, got -1'",
        "1001, 5, 'must be 0 to 1000 a month, got 1001'",
        "1000, 10000001, 'come to more than 10000000000 coins at the first tier''s rate for voice calls'",
    })
    void shouldGiveAThousandFreeMinutesAtMost(int minutes, long coinsAMinute, String fault) {
        PriceList inr = PricePresets.inr();
        PriceList.Tier regular = inr.tiers().getFirst();
        PriceList list = ListDraft.of(inr)
                .tiers(List.of(new PriceList.Tier(
                        regular.name(),
                        regular.minimumFollowers(),
                        regular.needsVerification(),
                        new PriceList.RateBounds(coinsAMinute, 1, 100_000_000),
                        regular.video())))
                .plans(List.of(Lists.plan("vip", 19_900, minutes)))
                .made();

        assertThat(PriceListRules.check(list))
                .isEqualTo(fault.isEmpty() ? List.of() : List.of(new PriceFault("/plans/0/freeMinutes", fault)));
        if (fault.isEmpty()) {
            assertThat(list.allowanceCoins(list.plans().getFirst())).isEqualTo(minutes * coinsAMinute);
        }
    }

    @ParameterizedTest(name = "a split for {0} {1}: {2}")
    @CsvSource({
        "LEVEL, verified, ''",
        "LEVEL, Verified, must be the name of one of the tiers",
        "LEVEL, legend, must be the name of one of the tiers"
    })
    void shouldHaveSplitsForLevelsThatThereAre(PriceList.Scope scope, String key, String fault) {
        PriceList inr = PricePresets.inr();
        PriceList list = ListDraft.of(inr)
                .splits(List.of(inr.splits().getFirst(), new PriceList.Split(scope, key, 6_000, 0)))
                .made();
        assertThat(PriceListRules.check(list))
                .isEqualTo(fault.isEmpty() ? List.of() : List.of(new PriceFault("/splits/1/key", fault)));
    }

    @ParameterizedTest(name = "{0} followers, verified {1}: {2} at {3}/{4}")
    @CsvSource({
        "0,    false, regular,    5,  8",
        "99,   false, regular,    5,  8",
        "100,  false, popular,    8, 12",
        "0,    true,  verified,  12, 18",
        "999,  true,  verified,  12, 18",
        "1000, false, celebrity, 20, 30",
        "1000, true,  celebrity, 20, 30",
    })
    void shouldApplyTheHighestTierThatFits(int followers, boolean verified, String name, long audio, long video) {
        PriceList.Tier tier = PricePresets.inr().tier(followers, verified);
        assertThat(tier.name()).isEqualTo(name);
        assertThat(tier.audio().base()).isEqualTo(audio);
        assertThat(tier.video().base()).isEqualTo(video);
    }

    /** The database adds these days to the moment of a purchase, and would refuse what lies behind its last year. */
    @ParameterizedTest(name = "{0} days of bonus, {1} of promotion, {2} idle, {3} to ask for a refund")
    @CsvSource({
        "36525, 36525, 36525, 36525, true",
        "36526,     1,     1,     0, false",
        "    1, 36526,     1,     0, false",
        "    1,     1, 36526,     0, false",
        "    1,     1,     1, 36526, false",
        "    0,     1,     1,     0, false",
    })
    void shouldLetCoinsLiveForAHundredYearsAtMost(int bonus, int promo, int idle, int refund, boolean fits) {
        PriceList list = ListDraft.of(PricePresets.inr())
                .expiry(new PriceList.Expiry(true, idle, bonus, promo, refund))
                .made();
        assertThat(PriceListRules.check(list)).hasSize(fits ? 0 : 1);
    }
}
