package dev.stagedoor.benchmarks.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChargeRuleTest {
    @ParameterizedTest(name = "{0} ms at {1} a minute cost {2}")
    @CsvSource({
        "0, 61000, 0, 0",
        "1, 61000, 1017, 1000",
        "1000, 61000, 1017, 1000",
        "1001, 61000, 2034, 2000",
        "20000, 61000, 20334, 20000",
        "59999, 61000, 61000, 60000",
        "60000, 60000, 60000, 60000",
        "60001, 60000, 61000, 61000",
    })
    void everySecondBegunCostsASixtiethOfTheRate(long deliveredMs, long rate, long charged, long chargedMs) {
        assertThat(ChargeRule.bySecond(deliveredMs, rate)).isEqualTo(charged);
        assertThat(ChargeRule.chargedMs(deliveredMs)).isEqualTo(chargedMs);
    }
}
