package dev.stagedoor.billing.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.TestSeed;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SplitTermsTest {
    @ParameterizedTest(name = "{0} coins at {1} bp, agency {2} bp: performer {3}, agency {4} paise")
    @CsvSource({
        "128, 4500,    0,  5760,    0",
        "128, 4500, 2500,  4320, 1440",
        "350, 4500, 2500, 11813, 3937",
        "128, 7000,    0,  8960,    0",
        "1,   4500,    0,    45,    0",
        "0,   4500, 2500,     0,    0",
    })
    void shouldFloorThePayeesAndLeaveTheRestToTheHouse(
            long coins, int performerBp, int agencyBp, long performer, long agency) {
        SplitTerms terms = new SplitTerms(Asset.INR, 100, performerBp, agencyBp == 0 ? null : agency(agencyBp));
        assertThat(terms.shareOf(coins * 1_000)).isEqualTo(new Share(performer, agency));
    }

    private static AgencyShare agency(int basisPoints) {
        return new AgencyShare(new UUID(0, 3), basisPoints);
    }

    @Test
    void shouldNameWhoEarns() {
        UUID performer = new UUID(0, 2);
        SplitTerms alone = new SplitTerms(Asset.INR, 100, 4_500, null);
        assertThat(alone.payeesOf(performer)).isEqualTo(new Payees(performer, null, Asset.INR));
        assertThat(alone.with(agency(2_500)).payeesOf(performer))
                .isEqualTo(new Payees(performer, new UUID(0, 3), Asset.INR));
    }

    @Test
    void shouldShareTokensInCents() {
        SplitTerms terms = new SplitTerms(Asset.USD, 1, 7_000, null);
        assertThat(terms.shareOf(1_000_000)).isEqualTo(new Share(700, 0));
        assertThat(terms.nominalValue(1_234_567)).isEqualTo(new Money(1_234, Asset.USD));
    }

    @Test
    void shouldLoseLessThanAMinorUnitOverAWholeSession() {
        long seed = TestSeed.of(2_027);
        Random random = new Random(seed);
        SplitTerms terms = new SplitTerms(Asset.INR, 100, 4_500, agency(2_500));
        long gross = 0;
        long posted = 0;
        for (int i = 0; i < 10_000; i++) {
            long before = gross;
            gross += 1 + random.nextInt(333);
            posted += terms.shareOf(gross).minus(terms.shareOf(before)).totalMinor();
        }
        double exact = gross * 0.1 * 0.45;
        assertThat(exact - posted).as("seed " + seed).isBetween(0.0, 1.0);
    }
}
