package dev.stagedoor.billing.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.Money;
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
        CoinPackage offer = CoinPackages.inr().stream()
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
        assertThat(CoinPackages.inr().stream().map(CoinPackage::badge).filter(badge -> !badge.isEmpty()))
                .doesNotHaveDuplicates();
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
        RateTier tier = RateTier.of(RateTier.defaults(), followers, verified);
        assertThat(tier.name()).isEqualTo(name);
        assertThat(tier.audio()).isEqualTo(Money.coins(audio * 1_000));
        assertThat(tier.video()).isEqualTo(Money.coins(video * 1_000));
    }
}
