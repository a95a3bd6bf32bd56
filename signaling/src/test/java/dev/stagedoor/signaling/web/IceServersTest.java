package dev.stagedoor.signaling.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.signaling.web.IceOperations.IceServer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class IceServersTest {
    private static final UUID USER = UUID.fromString("01989f4e-7a10-7b3c-9d55-2f1f6f0a1c01");
    private static final List<String> TURN = List.of("turn:turn.example.org:3478");

    private static List<IceServer> servers(List<String> stun, List<String> turn, String secret) {
        IceConfig config = new IceConfig(stun, turn, secret, Duration.ofHours(1));
        return new IceOperations(config, () -> Instant.ofEpochSecond(1_767_608_130))
                .serversFor(USER)
                .iceServers();
    }

    @Test
    void givesNoneWhenNoneAreSet() {
        assertThat(servers(List.of(), List.of(), "secret")).isEmpty();
    }

    @Test
    void makesCredentialsThatTellTheirEnd() {
        // printf '1767611730:01989f4e-7a10-7b3c-9d55-2f1f6f0a1c01' | openssl dgst -sha1 -hmac north -binary | base64
        assertThat(servers(List.of("stun:stun.example.org"), TURN, "north"))
                .containsExactly(
                        new IceServer(List.of("stun:stun.example.org"), null, null),
                        new IceServer(TURN, "1767611730:" + USER, "UjsVH3btNEqCuhdQ0A7Es/DzgJM="));
    }

    @Test
    void givesNoCredentialsWithoutASecret() {
        assertThat(servers(List.of(), TURN, "")).containsExactly(new IceServer(TURN, null, null));
    }
}
