package dev.stagedoor.signaling.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.signaling.MediaGateway.DtlsParameters;
import dev.stagedoor.signaling.MediaGateway.DtlsSetup;
import dev.stagedoor.signaling.MediaGateway.IceParameters;
import dev.stagedoor.signaling.MediaGateway.MediaSection;
import dev.stagedoor.signaling.MediaGateway.SessionDescription;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the standards allow and the usual browsers do not send. */
class UnusualOffersTest {
    private static final String AUDIO = section("audio", "0", "111 opus/48000/2");
    private static final String VIDEO = section("video", "1", "96 VP8/90000");
    private static final String DATA =
            "m=application 9 UDP/DTLS/SCTP webrtc-datachannel\r\nc=IN IP4 0.0.0.0\r\na=mid:2\r\na=sctp-port:5000\r\n";
    private static final String ICE = "a=ice-ufrag:clnt\r\na=ice-pwd:clientclientclientclient\r\n";
    private static final String OTHER_ICE = "a=ice-ufrag:othr\r\na=ice-pwd:otherotherotherotherother\r\n";
    private static final String DTLS = "a=setup:active\r\na=fingerprint:" + fingerprint("sha-256", 32) + "\r\n";

    private static String head(String group) {
        return "v=0\r\no=- 1 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n"
                + (group.isEmpty() ? "" : "a=group:BUNDLE " + group + "\r\n");
    }

    private static String section(String media, String mid, String codec) {
        return "m=" + media + " 9 UDP/TLS/RTP/SAVPF " + codec.split(" ", 2)[0] + "\r\na=mid:" + mid
                + "\r\na=sendonly\r\na=rtcp-mux\r\na=rtpmap:" + codec + "\r\n";
    }

    private static String fingerprint(String hash, int bytes) {
        return hash + " AB" + ":AB".repeat(bytes - 1);
    }

    /** The answer to an offer of which everything is taken, with credentials of our own. */
    private static String answered(String text) {
        SdpParser.Offer offer = Golden.parsed(text);
        SessionDescription taken = offer.description();
        return SdpWriter.answer(
                offer,
                new SessionDescription(
                        new IceParameters("srvr", "serverserverserverserver"),
                        taken.dtls(),
                        taken.sections(),
                        List.of()));
    }

    private static List<String> lines(String text, String start) {
        return text.lines().filter(line -> line.startsWith(start)).toList();
    }

    @ParameterizedTest(name = "BUNDLE {0}, ICE in {1} → {2}, BUNDLE {3}")
    @CsvSource({
        // group,  where, whose, group of the answer
        "0 1,      head,  clnt,  0 1",
        "1 0,      head,  clnt,  1 0",
        "0 1,      audio, clnt,  0 1",
        "1 0,      audio, clnt,  1 0",
        "1 0,      video, clnt,  1 0",
        "0 1,      video, clnt,  0 1",
        "0 1,      both,  clnt,  0 1",
        "1 0,      both,  othr,  1 0",
        "2 0 1,    data,  clnt,  0 1",
    })
    void theTransportIsOfTheSectionThatTheGroupNamesFirst(String group, String where, String whose, String answer) {
        String text = head(group)
                + DTLS
                + (where.equals("head") ? ICE : "")
                + AUDIO
                + (where.equals("audio") || where.equals("both") ? ICE : "")
                + VIDEO
                + (where.equals("video") ? ICE : "")
                + (where.equals("both") ? OTHER_ICE : "")
                + DATA
                + (where.equals("data") ? ICE : "");

        assertThat(Golden.parsed(text).description().ice().usernameFragment()).isEqualTo(whose);
        String reply = answered(text);
        assertThat(lines(reply, "a=group:")).containsExactly("a=group:BUNDLE " + answer);
        assertThat(reply.split("(?=m=)"))
                .filteredOn(section -> section.contains("a=end-of-candidates"))
                .singleElement()
                .asString()
                .contains("a=mid:" + answer.charAt(0));
        assertThat(lines(reply, "m=application ")).containsExactly("m=application 0 UDP/DTLS/SCTP webrtc-datachannel");
    }

    @Test
    void aDataChannelMayCarryWhatSectionsWaitFor() {
        String waiting = "a=bundle-only\r\n";
        String text = head("2 0 1")
                + DATA
                + ICE
                + DTLS
                + AUDIO.replace("audio 9", "audio 0")
                + waiting
                + VIDEO.replace("video 9", "video 0")
                + waiting;

        SessionDescription description = Golden.parsed(text).description();
        assertThat(description.sections()).noneMatch(MediaSection::rejected);
        assertThat(description.dtls().setup()).isEqualTo(DtlsSetup.ACTIVE);
        assertThat(lines(answered(text), "a=group:")).containsExactly("a=group:BUNDLE 0 1");
    }

    @Test
    void aLoneSectionNeedsNoGroupAndIsAnsweredWithoutOne() {
        String reply = answered(head("") + ICE + DTLS + VIDEO);

        assertThat(lines(reply, "a=group:")).isEmpty();
        assertThat(lines(reply, "a=end-of-candidates")).hasSize(1);
        assertThat(lines(reply, "m=")).containsExactly("m=video 9 UDP/TLS/RTP/SAVPF 96");
    }

    @Test
    void twoSectionsWithoutAGroupAreToldOfIt() {
        assertThat(SdpParser.parse(head("") + ICE + DTLS + AUDIO + VIDEO))
                .isEqualTo(new SdpParser.Refused(
                        "no section is in a BUNDLE group, in which everything has to travel (RFC 9143)"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"image 0 udptl t38", "text 9 RTP/AVP 98", "x-lidar 9 UDP/X a b", "video 0 RTP/AVP 31"})
    void whatIsRejectedAnywayNeedsNoName(String media) {
        String reply = answered(head("0 1") + ICE + DTLS + "m=" + media + "\r\n" + AUDIO + VIDEO);

        String[] words = media.split(" ", 3);
        assertThat(lines(reply, "m="))
                .startsWith("m=" + words[0] + " 0 " + words[2])
                .hasSize(3);
        assertThat(lines(reply, "a=mid:")).containsExactly("a=mid:0", "a=mid:1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RTP/AVP",
                "RTP/AVPF",
                "RTP/SAVP",
                "RTP/SAVPF",
                "TCP/DTLS/RTP/SAVP",
                "TCP/DTLS/RTP/SAVPF",
                "UDP/TLS/RTP/SAVP",
                "UDP/TLS/RTP/SAVPF"
            })
    void everyNameOfTheProtocolMeansTheSame(String protocol) {
        String text = (head("0 1") + ICE + DTLS + AUDIO + VIDEO).replace("UDP/TLS/RTP/SAVPF", protocol);

        assertThat(lines(answered(text), "m="))
                .containsExactly("m=audio 9 " + protocol + " 111", "m=video 9 " + protocol + " 96");
    }

    @Test
    void whoTakesNothingButOnePortForBothSaysSo() {
        String text = (head("0 1") + ICE + DTLS + AUDIO + VIDEO).replace("a=rtcp-mux\r\n", "a=rtcp-mux-only\r\n");

        assertThat(lines(answered(text), "a=rtcp-mux")).containsExactly("a=rtcp-mux", "a=rtcp-mux");
    }

    @Test
    void whatHasNoAddressOfItsOwnLeavesItToTheOthersToShareAPort() {
        String silent = VIDEO.replace("video 9", "video 0").replace("a=rtcp-mux\r\n", "a=bundle-only\r\n");

        assertThat(Golden.parsed(head("0 1") + ICE + DTLS + AUDIO + silent)
                        .description()
                        .sections())
                .noneMatch(MediaSection::rejected);
        assertThat(SdpParser.parse(head("0 1") + ICE + DTLS + AUDIO.replace("a=rtcp-mux\r\n", "") + silent))
                .isEqualTo(new SdpParser.Refused("section 0: a=rtcp-mux is required"));
    }

    @ParameterizedTest(name = "offered in {0} → answered in {1}")
    @CsvSource({"none, ''", "head, 0 1", "audio, 0", "video, 1"})
    void bothFormsOfHeaderExtensionsAreTakenWhereTheyAreOffered(String where, String sections) {
        String mixed = "a=extmap-allow-mixed\r\n";
        String text = head("0 1")
                + (where.equals("head") ? mixed : "")
                + ICE
                + DTLS
                + AUDIO
                + (where.equals("audio") ? mixed : "")
                + VIDEO
                + (where.equals("video") ? mixed : "");

        assertThat(answered(text).split("(?=m=)"))
                .filteredOn(section -> section.contains(mixed))
                .extracting(section -> section.replaceAll("(?s).*a=mid:(.).*", "$1"))
                .containsExactlyElementsOf(List.of(sections.isEmpty() ? new String[0] : sections.split(" ", -1)));
    }

    @ParameterizedTest(name = "id {0} is usable: {1}")
    @CsvSource({"0, false", "1, true", "14, true", "15, false", "16, true", "255, true", "256, false", "4096, false"})
    void idsAreThoseThatAPacketCanCarry(int id, boolean usable) {
        String text = head("0 1") + ICE + DTLS + AUDIO + "a=extmap:" + id + " urn:x\r\n" + VIDEO;

        assertThat(Golden.parsed(text).description().sections().getFirst().headerExtensions())
                .hasSize(usable ? 1 : 0);
    }

    /** Hash functions with the bytes of their hashes. */
    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource({
        "sha-256 32,                                        sha-256",
        "SHA-384 48,                                        sha-384",
        "sha-1 20|sha-512 64,                               sha-512",
        "sha-1 20|sha-384 48,                               sha-384",
        "md5 16|sha-1 20|sha-224 28|sha-384 48|sha-512 64,  sha-384",
        "sha-512 64|sha-384 48|sha-256 32|sha-1 20,         sha-256",
        "sha-256 31|sha-384 48,                             sha-384",
        "sha-256 64|sha-512 64,                             sha-512",
    })
    void ofSeveralFingerprintsOneThatCanBeTrustedIsTaken(String offered, String taken) {
        DtlsParameters dtls =
                Golden.parsed(withFingerprints(offered)).description().dtls();

        assertThat(dtls.algorithm()).isEqualTo(taken);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sha-1 20", "md5 16", "sha-256 31", "sha-1 20|sha-224 28"})
    void whatCannotBeTrustedIsRefusedByName(String offered) {
        assertThat(SdpParser.parse(withFingerprints(offered)))
                .isInstanceOfSatisfying(
                        SdpParser.Refused.class,
                        refused -> assertThat(refused.reason()).contains("SHA-256, SHA-384 or SHA-512"));
    }

    private static String withFingerprints(String list) {
        StringBuilder text = new StringBuilder(head("0 1") + ICE + "a=setup:actpass\r\n");
        for (String each : list.split("\\|", -1)) {
            String[] words = each.split(" ", 2);
            text.append("a=fingerprint:")
                    .append(fingerprint(words[0], Integer.parseInt(words[1])))
                    .append("\r\n");
        }
        return text.append(AUDIO).append(VIDEO).toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a=ice-options:trickle ice2 renomination",
                "a=candidate:1 1 udp 2130706431 2001:db8::7 5000 typ host",
                "a=candidate:1 1 udp 2113937151 9b36eaac-bb2e-49bb-bb78-21c41c499900.local 5000 typ host generation 0",
                "a=candidate:1 1 tcp 1518280447 192.0.2.1 9 typ host tcptype active",
                "a=candidate:1 1 udp 99999999999 192.0.2.1 70000 typ nothing",
                "a=candidate:",
                "a=end-of-candidates",
                "a=extmap-allow-mixed",
                "a=extmap:15 urn:ietf:params:rtp-hdrext:sdes:mid",
                "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "a=sendonly",
                "b=AS:2000",
                "k=clear:none",
            })
    void whatDoesNotMatterHereIsPassedOver(String line) {
        String text = head("0 1") + ICE + DTLS + AUDIO + line + "\r\n" + VIDEO + line + "\r\n";

        SessionDescription description = Golden.parsed(text).description();
        assertThat(description.sections()).noneMatch(MediaSection::rejected);
        assertThat(answered(text).lines()).allMatch(each -> each.matches("[a-z]=.*"));
    }
}
