package dev.stagedoor.billing.disputes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.disputes.TakeBack.Earned;
import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.Clawback;
import dev.stagedoor.billing.ledger.Earner;
import dev.stagedoor.billing.ledger.Lot;
import dev.stagedoor.billing.ledger.LotClass;
import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.ledger.Sale;
import dev.stagedoor.billing.ledger.Unwinding;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The package of 99.00, tax 15.10: 95 coins and a bonus of 15. What of it goes back when so much is left. */
class TakeBackTest {
    private static final Sale SALE = new Sale(Asset.INR, 9_900, 1_510, 95_000, 15_000);
    private static final Earner PERFORMER = Earner.performer(new UUID(0, 2), Asset.INR);
    private static final Earner AGENCY = Earner.agency(new UUID(0, 3), Asset.INR);

    @ParameterizedTest(name = "refund with {0} + {1} left: {2} with tax {3}, deferred {4}")
    @CsvSource({
        "95000, 15000, 9900, 1510, 8390",
        // The bonus is used: 95 of 110 coins, and the rest of the price is earned.
        "95000,     0, 8548, 1303, 8390",
        "45000,     0, 4049,  617, 3975",
        // More of the bonus is left than of what was paid: never more than is deferred.
        "45000, 15000, 4690,  715, 3975",
        "    1,     0,    0,    0,    1",
        "    0, 15000,    0,    0,    0",
        "    0,     0,    0,    0,    0",
    })
    void shouldRefundThePartOfThePriceThatIsNotUsed(
            long paidLeft, long bonusLeft, long priceMinor, long taxMinor, long deferredMinor) {
        assertThat(TakeBack.refund(SALE, lots(paidLeft, bonusLeft)))
                .isEqualTo(new Unwinding(Asset.INR, paidLeft, bonusLeft, deferredMinor, priceMinor, taxMinor));
    }

    @ParameterizedTest(name = "{2} charged back with {0} + {1} left takes {3} + {4} coins, {5} and tax {6}")
    @CsvSource({
        "95000, 15000, 9900, 95000, 15000, 8390, 1510",
        "45000,     0, 9900, 45000,     0, 3975,  715",
        "    0,     0, 9900,     0,     0,    0,    0",
        "95000, 15000, 4950, 47500,  7500, 4195,  755",
        "45000, 15000, 1000,  9594,  1515,  848,  152",
    })
    void shouldTakeWhatTheDisputedPriceStandsFor(
            long paidLeft,
            long bonusLeft,
            long disputedMinor,
            long paid,
            long bonus,
            long deferredMinor,
            long taxMinor) {
        Unwinding unwinding = TakeBack.chargeback(SALE, lots(paidLeft, bonusLeft), disputedMinor, SALE.priceMinor());
        assertThat(unwinding)
                .isEqualTo(new Unwinding(Asset.INR, paid, bonus, deferredMinor, deferredMinor + taxMinor, taxMinor));
        assertThat(unwinding.priceMinor()).isLessThanOrEqualTo(disputedMinor);
    }

    @ParameterizedTest(name = "{0} charged back where {1} stood takes {2} of a bonus of 10,000")
    @CsvSource({"3300, 9900, 3333", "3300, 6600, 5000", "3300, 3300, 10000", "9900, 2900, 10000", "1000, -7000, 10000"})
    void shouldTakeTheLastOfTheBonusWithTheLastOfThePrice(long disputedMinor, long standingMinor, long bonus) {
        assertThat(TakeBack.chargeback(SALE, lots(0, 10_000), disputedMinor, standingMinor)
                        .bonusCoins())
                .isEqualTo(bonus);
    }

    @ParameterizedTest(name = "of {0} earned with {1} pending and {2} available, {3} wanted: {4} and {5}")
    @CsvSource({
        "2925, 5000, 0, 9000, 2925, 0",
        "2925, 2000, 5000, 9000, 2000, 925",
        "2925, 2000, 100, 9000, 2000, 100",
        "2925, -50, 5000, 9000, 0, 2925",
        "2925, 5000, 0, 100, 100, 0",
    })
    void shouldTakeFromPendingFirstAndNeverMoreThanThereIs(
            long earned, long pending, long available, long wanted, long fromPending, long fromAvailable) {
        assertThat(TakeBack.clawbacks(List.of(new Earned(PERFORMER, earned, pending, available)), wanted))
                .containsExactly(new Clawback(PERFORMER, fromPending, fromAvailable));
    }

    @Test
    void shouldStopWhenEnoughIsTaken() {
        assertThat(TakeBack.clawbacks(
                        List.of(new Earned(PERFORMER, 300, 1_000, 0), new Earned(AGENCY, 100, 1_000, 0)), 350))
                .containsExactly(new Clawback(PERFORMER, 300, 0), new Clawback(AGENCY, 50, 0));
        assertThat(TakeBack.clawbacks(List.of(new Earned(PERFORMER, 300, 0, 0)), 350))
                .isEmpty();
    }

    private static List<Lot> lots(long paidLeft, long bonusLeft) {
        return List.of(lot(LotClass.PAID, 95_000, paidLeft, 8_390), lot(LotClass.BONUS, 15_000, bonusLeft, 0));
    }

    private static Lot lot(LotClass lotClass, long granted, long left, long costMinor) {
        return new Lot(
                1,
                new UUID(0, 1),
                lotClass,
                7,
                granted,
                left,
                0,
                granted - left,
                new Money(costMinor, Asset.INR),
                Instant.EPOCH,
                null,
                null,
                true);
    }
}
