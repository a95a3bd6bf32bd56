package dev.stagedoor.billing.referrals;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Codes that people read to each other. */
class ReferralCodesTest {
    @ParameterizedTest(name = "\"{0}\" is {1}")
    @CsvSource({
        "7KQ2M9XA, 7KQ2M9XA",
        "7kq2m9xa, 7KQ2M9XA",
        "'  7KQ2M9XA ', 7KQ2M9XA",
        "7KO2o9XA, 7K0209XA",
        "7KI2i9Ll, 7K121911",
    })
    void shouldBeReadAsTheyWereMeant(String typed, String meant) {
        assertThat(ReferralCodes.normal(typed)).isEqualTo(meant);
    }

    @Test
    void shouldBeMadeOfSignsThatNobodyTakesForOthers() {
        ReferralCodes codes = new ReferralCodes(new Random(1));
        assertThat(Stream.generate(codes::next).limit(1_000))
                .doesNotHaveDuplicates()
                .allMatch(code -> code.matches("[0-9A-HJKMNP-TV-Z]{8}"))
                .allMatch(code -> ReferralCodes.normal(code).equals(code));
    }
}
