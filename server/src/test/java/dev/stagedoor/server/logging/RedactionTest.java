package dev.stagedoor.server.logging;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
    private final Redaction redaction = new Redaction();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            signed in asha@example.org from a phone              | signed in (e-mail) from a phone
            Authorization: Bearer abcdef123456                   | Authorization: Bearer (token)
            got eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl | got (token)
            postgres://app:hunter2@db.example/stagedoor          | postgres://(secret)@db.example/stagedoor
            connect password=hunter2, ssl=on                     | connect password=(secret), ssl=on
            turn.secret: hunter2hunter2                          | turn.secret: (secret)
            refresh_token=abc123&x=1                             | refresh_token=(secret)&x=1
            """)
    void takesOutWhatIsNobodysBusiness(String line, String written) {
        assertThat(redaction.of(line)).isEqualTo(written);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "198.51.100.7:50123 is gone",
                "from /198.51.100.7",
                "peer 2001:db8::7 is gone",
                "peer [2001:db8:1:2:3:4:5:6]:443",
                "peer fe80::1 is gone",
                "::ffff:198.51.100.7",
            })
    void namesNetworkAddressesAnew(String line) {
        assertThat(redaction.of(line))
                .doesNotContain("198.51", "2001:db8", "fe80")
                .contains("(address-");
    }

    @Test
    void givesOneAddressOneName() {
        String one = redaction.of("198.51.100.7 came, 198.51.100.7 went");
        assertThat(one).matches("(\\(address-[0-9a-f]{6}\\)) came, \\1 went");
        assertThat(redaction.of("198.51.100.8 came, 198.51.100.7 went")).isNotEqualTo(one);
        assertThat(new Redaction().of("198.51.100.7 came, 198.51.100.7 went")).isNotEqualTo(one);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "listening on 127.0.0.1:8080 and 0.0.0.0",
                "at 10:15:30 and 2026-01-05T10:15:30Z",
                "call 01989f4e-7a10-7b3c-9d55-2f1f6f0a1c01 is settled: HANG_UP, 60000 ms delivered",
                "PostgreSQL 18.6, driver 42.7.14",
                "dev.stagedoor.signaling.calls.Call::onStop",
                "the access token has expired",
                "waits in [::]:80",
            })
    void leavesEverythingElseAlone(String line) {
        assertThat(redaction.of(line)).isEqualTo(line);
    }
}
