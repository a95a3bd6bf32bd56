package dev.stagedoor.media.dtls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FingerprintTest {
    private static final byte[] CERTIFICATE = {1, 2, 3};

    @Test
    void shouldReadWhatItWrites() {
        Fingerprint fingerprint = Fingerprint.sha256(CERTIFICATE);

        assertThat(Fingerprint.parse(fingerprint.toString().toLowerCase(Locale.ROOT)))
                .isEqualTo(fingerprint);
        assertThat(fingerprint.matches(CERTIFICATE)).isTrue();
        assertThat(fingerprint.matches(new byte[] {1, 2})).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "sha-256, 32, true",
        "sha-384, 48, true",
        "SHA-512, 64, true",
        "sha-256, 48, false",
        "sha-512, 32, false"
    })
    void shouldReadHashesOfTheirLength(String hash, int bytes, boolean read) {
        String attribute = hash + " AB" + ":AB".repeat(bytes - 1);
        assertThat(Fingerprint.parse(attribute) != null).isEqualTo(read);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sha-256", "sha-256 AB", "sha-1 AB:CD", "md5 00", "sha-256 AB:CD:XY extra", "a b c d"})
    void shouldRefuseWhatItCannotTrust(String attribute) {
        assertThat(Fingerprint.parse(attribute)).isNull();
    }
}
