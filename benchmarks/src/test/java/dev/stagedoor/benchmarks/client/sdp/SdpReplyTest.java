package dev.stagedoor.benchmarks.client.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SdpReplyTest {
    private static final String OFFER = """
        v=0
        o=- 7 1 IN IP4 198.51.100.1
        s=room
        t=0 0
        a=group:BUNDLE 0
        a=ice-lite
        m=video 9 UDP/TLS/RTP/SAVPF 96 97
        c=IN IP4 198.51.100.1
        a=sendonly
        a=mid:0
        a=rtcp-mux
        a=ice-ufrag:abcd
        a=ice-pwd:secretsecretsecretsecret
        a=fingerprint:sha-256 AA:BB
        a=setup:actpass
        a=rtpmap:96 VP8/90000
        a=fmtp:97 apt=96
        a=ssrc:4242 cname:janus
        a=candidate:1 1 udp 2015363327 198.51.100.1 40000 typ host
        """;

    @Test
    void repeatsTheCodecsAndTellsItsOwnTransport() {
        var ice = new IceCredentials("WXYZ", "passwordpasswordpassword");

        var answer = SdpReply.write(OFFER, ice, new Fingerprint("sha-256", "CC:DD"));

        assertThat(answer.lines())
                .containsSubsequence(
                        "a=group:BUNDLE 0",
                        "m=video 9 UDP/TLS/RTP/SAVPF 96 97",
                        "a=ice-ufrag:WXYZ",
                        "a=fingerprint:sha-256 CC:DD",
                        "a=setup:active",
                        "a=recvonly",
                        "a=mid:0",
                        "a=rtcp-mux",
                        "a=rtpmap:96 VP8/90000",
                        "a=fmtp:97 apt=96")
                .noneMatch(line -> line.contains("abcd") || line.contains("4242") || line.contains("AA:BB"));
    }

    @Test
    void theOfferIsReadAsAnAnswerIs() {
        var offer = SdpAnswer.parse(OFFER);

        assertThat(offer.setup()).isEqualTo(Setup.ACTPASS);
        assertThat(offer.candidates()).hasSize(1);
    }
}
