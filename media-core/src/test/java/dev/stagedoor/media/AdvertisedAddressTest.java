package dev.stagedoor.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdvertisedAddressTest {
    @ParameterizedTest
    @CsvSource({
        "203.0.113.7, 203.0.113.7, 0",
        "203.0.113.7:4000, 203.0.113.7, 4000",
        "2001:db8::7, 2001:db8:0:0:0:0:0:7, 0",
        "[2001:db8::7]:4000, 2001:db8:0:0:0:0:0:7, 4000",
        "[2001:db8::7], 2001:db8:0:0:0:0:0:7, 0",
    })
    void readsAddressesWithAndWithoutPort(String text, String literal, int port) {
        assertThat(AdvertisedAddress.parse(text)).isEqualTo(new AdvertisedAddress(literal, port));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "media.example.org", "203.0.113.7:", "203.0.113.7:99999", "203.0.113.7:x", "[", "[::1]:x"})
    void refusesWhatNoClientCouldUse(String text) {
        assertThatThrownBy(() -> AdvertisedAddress.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected an IP address");
    }
}
