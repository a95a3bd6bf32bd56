package dev.stagedoor.server.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TurnUrlTest {
    @ParameterizedTest
    @CsvSource({
        "turn:relay.example, turn:relay.example:3478?transport=udp",
        "turn:relay.example:80?transport=tcp, turn:relay.example:80?transport=tcp",
        "turns:relay.example, turns:relay.example:5349?transport=tcp",
        "turns:relay.example:443?transport=tcp, turns:relay.example:443?transport=tcp",
        "turn:[fd00::2]:3478, turn:[fd00::2]:3478?transport=udp",
    })
    void readsWhereAndHow(String text, String complete) {
        assertThat(TurnUrl.parse(text)).hasToString(complete);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"relay.example:3478", "turn:", "turn:a:b", "turn:a:99999", "stun:a", "turns:a?transport=udp"})
    void saysWhatWasExpected(String text) {
        assertThatThrownBy(() -> TurnUrl.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + text + "'");
    }
}
