package dev.stagedoor.signaling.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeCodeTest {
    /** The secret of RFC 6238 appendix B. */
    private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

    /** RFC 6238 appendix B, mode SHA1; of its eight digits the last six, which is what six digits of the same value are. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            # seconds,    code
            59,           287082
            1111111109,   081804
            1111111111,   050471
            1234567890,   005924
            2000000000,   279037
            20000000000,  353130
            """)
    void agreesWithTheRfc(long seconds, String code) {
        assertThat(TimeCode.at(SECRET, seconds / 30)).isEqualTo(code);
        assertThat(TimeCode.step(SECRET, code, Instant.ofEpochSecond(seconds))).hasValue(seconds / 30);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            # clock is off by, taken
            -60,               false
            -31,               false
            -30,               true
            0,                 true
            30,                true
            59,                true
            60,                false
            """)
    void letsAClockBeOneStepOff(long offSeconds, boolean taken) {
        Instant beginning = Instant.ofEpochSecond(1_111_111_110);
        String code = TimeCode.at(SECRET, 1_111_111_110 / 30);

        assertThat(TimeCode.step(SECRET, code, beginning.plusSeconds(offSeconds))
                        .isPresent())
                .isEqualTo(taken);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            '',       ''
            f,        MY
            fo,       MZXQ
            foo,      MZXW6
            foob,     MZXW6YQ
            fooba,    MZXW6YTB
            foobar,   MZXW6YTBOI
            """)
    void writesBase32AsTheRfc(String text, String expected) {
        assertThat(Base32.encode(text.getBytes(StandardCharsets.US_ASCII))).isEqualTo(expected);
    }

    @Test
    void namesHouseAndPersonInTheAddress() {
        assertThat(TimeCode.address(SECRET, "Night Stage", "asha+1@example.org"))
                .isEqualTo(
                        "otpauth://totp/Night%20Stage:asha%2B1%40example.org"
                                + "?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Night%20Stage&algorithm=SHA1&digits=6&period=30");
    }
}
