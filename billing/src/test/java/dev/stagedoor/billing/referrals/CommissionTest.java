package dev.stagedoor.billing.referrals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commission of a purchase for what of its price is still there. */
class CommissionTest {
    @ParameterizedTest(name = "{0} bp of {1} in {2}, {3} gone back: {4}")
    @CsvSource({
        "500,   8390,  9900,     0,  419",
        // 57.28, of 13.52 that stay
        "500,   8390,  9900,  8548,   57",
        "500,   8390,  9900,  9899,    0",
        "500,   8390,  9900,  9900,    0",
        // A refund and a chargeback may together be more than was paid.
        "500,   8390,  9900, 18448,    0",
        // A bank that gives back first, in whatever order its news come.
        "500,   8390,  9900, -9900,  419",
        "0,     8390,  9900,     0,    0",
        "1,     9999,  9999,     0,    0",
        "1,    10000, 10000,     0,    1",
        "10000, 9900,  9900,     0, 9900",
        "9999, 9223372036854775807, 9223372036854775807, 0, 9222449699651090329",
    })
    void shouldBeAShareOfWhatStays(
            int basisPoints, long netMinor, long priceMinor, long returnedMinor, long owedMinor) {
        assertThat(new Commission(basisPoints, netMinor, priceMinor).owedAfter(returnedMinor))
                .isEqualTo(owedMinor);
    }

    @Test
    void shouldNotBeMoreThanThereIs() {
        assertThatThrownBy(() -> new Commission(10_001, 1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Commission(500, 2, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
