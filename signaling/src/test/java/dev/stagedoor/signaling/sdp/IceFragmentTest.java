package dev.stagedoor.signaling.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.signaling.MediaGateway.IceParameters;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IceFragmentTest {
    private static final String PASSWORD = "0b66f472495ef0ccac7bda65";
    /** As RFC 9725 section 4.3.2 writes it. */
    private static final String IN_ITS_SECTION = "a=group:BUNDLE 0 1\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=mid:0\r\n"
            + "a=ice-ufrag:EsAw\r\na=ice-pwd:" + PASSWORD + "\r\n"
            + "a=candidate:1387637174 1 udp 2122260223 192.0.2.1 61764 typ host\r\na=end-of-candidates\r\n";

    @Test
    void findsCredentialsWhereverTheyStand() {
        String before = "a=ice-ufrag:EsAw\na=ice-pwd:" + PASSWORD + "\nm=audio 9 RTP/AVP 0\na=mid:0\n";

        assertThat(IceFragment.parse(IN_ITS_SECTION)).isEqualTo(read(new IceParameters("EsAw", PASSWORD)));
        assertThat(IceFragment.parse(before)).isEqualTo(read(new IceParameters("EsAw", PASSWORD)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "a=end-of-candidates\r\n", "m=audio 9 RTP/AVP 0\r\na=mid:0\r\na=candidate:nonsense\r\n"})
    void needsNoCredentials(String text) {
        assertThat(IceFragment.parse(text)).isEqualTo(new IceFragment.Outcome.Read(null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello",
                "a=ice-ufrag:EsAw",
                "a=ice-pwd:0b66f472495ef0ccac7bda65",
                "a=ice-ufrag:EsAw\na=ice-pwd:short",
                "a=ice-ufrag:E w\na=ice-pwd:0b66f472495ef0ccac7bda65",
                "m=audio 9 RTP/AVP 0\na=ice-ufrag:EsAw"
            })
    void refusesHalfCredentialsAndWhatIsNoFragment(String text) {
        assertThat(IceFragment.parse(text)).isInstanceOf(IceFragment.Outcome.Refused.class);
    }

    @RepeatedTest(20)
    void takesAnyText(RepetitionInfo repetition) {
        long seed = repetition.getCurrentRepetition();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            StringBuilder text = new StringBuilder(IN_ITS_SECTION);
            for (int change = random.nextInt(8); change >= 0; change--) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(3)) {
                    case 0 -> text.setCharAt(at, (char) random.nextInt(0x250));
                    case 1 -> text.deleteCharAt(at);
                    default -> text.insert(at, text.substring(at, Math.min(text.length(), at + random.nextInt(40))));
                }
            }
            assertThat(IceFragment.parse(text.toString())).isNotNull();
        }
        assertThat(IceFragment.parse("a=x\n".repeat(100_000))).isInstanceOf(IceFragment.Outcome.Refused.class);
    }

    private static IceFragment.Outcome read(IceParameters ice) {
        return new IceFragment.Outcome.Read(ice);
    }
}
