package dev.stagedoor.benchmarks.client.sdp;

import java.net.InetSocketAddress;
import java.util.List;

/**
 * What the built-in client needs of an answer.
 *
 * @param setup the answerer's DTLS role
 * @param candidates UDP addresses of component 1, best first
 */
public record SdpAnswer(
        IceCredentials ice,
        Fingerprint fingerprint,
        Setup setup,
        List<InetSocketAddress> candidates,
        List<RemoteMedia> media) {
    /**
     * Reads an answer.
     *
     * @throws IllegalArgumentException if it lacks ICE credentials, a fingerprint or a role, with the missing part named
     */
    public static SdpAnswer parse(String text) {
        return new SdpAnswerReader().read(text);
    }
}
