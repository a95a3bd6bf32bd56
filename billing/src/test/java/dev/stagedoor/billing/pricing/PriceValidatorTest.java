package dev.stagedoor.billing.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.pricing.PriceList.ChannelFee;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rupee list with a floor of nothing: what a coin brings against the 45 paise that the performer gets. */
class PriceValidatorTest {
    private static PriceList through(int feeBasisPoints, long fixedMinor, PriceList.Discount discount) {
        PriceList inr = PricePresets.inr();
        return ListDraft.of(inr)
                .marginFloorBasisPoints(0)
                .plans(inr.plans().stream()
                        .map(plan -> new PriceList.Plan(
                                plan.id(),
                                plan.name(),
                                plan.priceMinor(),
                                discount,
                                plan.discountBasisPoints(),
                                plan.freeMinutes(),
                                plan.benefits()))
                        .toList())
                .fees(List.of(new ChannelFee("shop", feeBasisPoints, fixedMinor)))
                .referral(PriceList.Referral.NONE)
                .made();
    }

    private static NetPerCoin net(PriceList list, String offer, String plan) {
        return PriceValidator.check(list).stream()
                .filter(net -> net.packageId().equals(offer) && net.planId().equals(plan))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest(name = "{0} {1} at {2} bp + {3}: {4} thousandths of a paisa, enough: {5}")
    @CsvSource({
        // 1999.00 - 304.94 tax - 599.70 store = 1094.36 for 2800 coins
        "inr-1999, '',           3000,    0, 39084, false",
        // 1999.00 - 304.94 - 39.98 = 1654.08
        "inr-1999, '',            200,    0, 59074, true",
        // 1199.40 - 182.97 - 23.99 = 992.44
        "inr-1999, creator-plus,  200,    0, 35444, false",
        "inr-999,  creator-plus,  200,    0, 38151, false",
        "inr-499,  creator-plus,  200,    0, 41288, false",
        "inr-299,  creator-plus,  200,    0, 42411, false",
        "inr-99,   creator-plus,  200,    0, 44672, false",
        "inr-49,   creator-plus,  200,    0, 48640, true",
        "inr-49,   '',            200, 3000, 21080, false",
    })
    void shouldKnowWhichCoinsLoseMoney(
            String offer, String plan, int feeBasisPoints, long fixedMinor, long netMilli, boolean enough) {
        NetPerCoin net = net(through(feeBasisPoints, fixedMinor, PriceList.Discount.PRICE), offer, plan);

        assertThat(net.netMilli()).isEqualTo(netMilli);
        assertThat(net.requiredMilli()).isEqualTo(45_000);
        assertThat(net.isEnough()).isEqualTo(enough);
    }

    @ParameterizedTest(name = "{0} with {1}: {2}")
    @CsvSource({
        // 299.00 - 45.62 - 5.98 = 247.40 for 350 coins and 40 % more, 490
        "inr-299, creator-plus, 50489",
        "inr-299, vip,          58904",
    })
    void shouldTakeABonusForMoreCoins(String offer, String plan, long netMilli) {
        assertThat(net(through(200, 0, PriceList.Discount.BONUS), offer, plan).netMilli())
                .isEqualTo(netMilli);
    }

    @ParameterizedTest(name = "a floor of {0} bp needs {1}")
    @CsvSource({"0, 45000", "500, 50000", "1, 45010"})
    void shouldAddTheFloorToTheShare(int floorBasisPoints, long requiredMilli) {
        PriceList withFloor = ListDraft.of(through(200, 0, PriceList.Discount.PRICE))
                .marginFloorBasisPoints(floorBasisPoints)
                .made();

        assertThat(PriceValidator.check(withFloor))
                .hasSize(6 * 4)
                .allSatisfy(net -> assertThat(net.requiredMilli()).isEqualTo(requiredMilli));
    }

    @ParameterizedTest(name = "{0} at {1} bp of commission: {2}")
    @CsvSource({
        // 1999.00 - 304.94 tax - 39.98 fee = 1654.08, and of 1694.06 a part for who brought the buyer
        "inr-1999,    0, 59074",
        "inr-1999,  500, 56048",
        "inr-1999, 2500, 43948",
        "inr-49,    500, 76920",
    })
    void shouldLeaveRoomForWhoBroughtTheBuyer(String offer, int basisPoints, long netMilli) {
        PriceList list = ListDraft.of(through(200, 0, PriceList.Discount.PRICE))
                .referral(new PriceList.Referral(basisPoints, 30, 180))
                .made();
        assertThat(net(list, offer, "").netMilli()).isEqualTo(netMilli);
    }

    @ParameterizedTest(
            name = "{0} free minutes for {1}: {2} thousandths of a paisa of its price for each coin, enough: {3}")
    @CsvSource({
        // The package that brings least is the largest: 1999.00 less a tenth, 274.44 tax and 35.99 fee, for 2800 coins:
        // 53.166 paise each
        "1,    19900, 2116006, true",
        "40,   19900,   52900, true",
        // 199 coins bring 105.80, and 235 of those that are given cost 105.75
        "47,   19900,   45021, true",
        "48,   19900,   44083, false",
        "1000, 19900,    2116, false",
        "1000, 99900,   10622, false",
        // A price of 199.01 is 200 coins.
        "40,   19901,   53166, true",
    })
    void shouldLetThePriceOfAPlanPayForItsFreeMinutes(int minutes, long priceMinor, long netMilli, boolean enough) {
        PriceList list = ListDraft.of(through(200, 0, PriceList.Discount.PRICE))
                .plans(List.of(Lists.plan("vip", priceMinor, 1_000, minutes)))
                .made();
        List<NetPerCoin> allowances = PriceValidator.check(list).stream()
                .filter(NetPerCoin::allowance)
                .toList();

        assertThat(allowances).containsExactly(new NetPerCoin("inr-1999", "vip", "shop", true, netMilli, 45_000));
        assertThat(PriceValidator.tooLow(list).containsAll(allowances)).isEqualTo(!enough);
    }

    @Test
    void shouldSayNothingOfFreeMinutesThatAreNotGiven() {
        assertThat(PriceValidator.check(PricePresets.inr())).noneMatch(NetPerCoin::allowance);
    }
}
