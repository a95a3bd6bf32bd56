package dev.stagedoor.benchmarks.client.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SdpAnswerTest {
    private static final String ANSWER = """
            v=0
            o=- 2 1 IN IP4 0.0.0.0
            s=-
            t=0 0
            a=group:BUNDLE 0 1
            a=ice-lite
            m=audio 9 UDP/TLS/RTP/SAVPF 111
            c=IN IP4 0.0.0.0
            a=mid:0
            a=ice-ufrag:srv1
            a=ice-pwd:a-password-of-the-server
            a=fingerprint:SHA-256 ab:cd:ef
            a=setup:passive
            a=candidate:1 1 udp 100 10.0.0.1 10000 typ host
            a=candidate:2 1 UDP 200 127.0.0.1 10000 typ host
            a=candidate:3 1 tcp 300 127.0.0.1 9 typ host tcptype active
            a=candidate:4 1 udp 400 7c1d.local 5000 typ host
            a=candidate:5 1 udp 150 2001:db8::1 10000 typ srflx raddr 0.0.0.0 rport 0
            a=end-of-candidates
            a=sendrecv
            a=ssrc:4000000000 cname:server
            m=video 9 UDP/TLS/RTP/SAVPF 96 97
            a=mid:1
            a=sendonly
            a=ssrc-group:FID 5 6
            a=ssrc:5 cname:server
            a=ssrc:6 cname:server
            m=video 0 UDP/TLS/RTP/SAVPF 96
            a=mid:2
            a=inactive
            """;

    @Test
    void readsTheTransport() {
        var answer = SdpAnswer.parse(ANSWER);

        assertThat(answer.ice()).isEqualTo(new IceCredentials("srv1", "a-password-of-the-server"));
        assertThat(answer.fingerprint()).isEqualTo(new Fingerprint("sha-256", "AB:CD:EF"));
        assertThat(answer.setup()).isEqualTo(Setup.PASSIVE);
    }

    @Test
    void takesUdpCandidatesBestFirstAndPassesOverTcpAndNames() {
        var hosts = SdpAnswer.parse(ANSWER).candidates().stream()
                .map(candidate -> candidate.getAddress().getHostAddress());

        assertThat(hosts).containsExactly("127.0.0.1", "2001:db8:0:0:0:0:0:1", "10.0.0.1");
    }

    @Test
    void readsTheSectionsInTheirOrder() {
        assertThat(SdpAnswer.parse(ANSWER).media())
                .containsExactly(
                        new RemoteMedia("0", MediaKind.AUDIO, Direction.SENDRECV, false, 4_000_000_000L, 0),
                        new RemoteMedia("1", MediaKind.VIDEO, Direction.SENDONLY, false, 5, 6),
                        new RemoteMedia("2", MediaKind.VIDEO, Direction.INACTIVE, true, 0, 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ice-ufrag", "ice-pwd", "fingerprint", "setup"})
    void namesWhatIsMissing(String attribute) {
        var lines = ANSWER.lines().filter(line -> !line.startsWith("a=" + attribute));

        assertThatThrownBy(() -> SdpAnswer.parse(lines(lines)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(attribute);
    }

    private static String lines(Stream<String> lines) {
        return lines.reduce("", (text, line) -> text + line + "\r\n");
    }
}
