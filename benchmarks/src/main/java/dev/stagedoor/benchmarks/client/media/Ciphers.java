package dev.stagedoor.benchmarks.client.media;

import dev.stagedoor.benchmarks.client.dtls.SrtpKeys;
import dev.stagedoor.benchmarks.client.dtls.SrtpProfile;
import org.jitsi.srtp.crypto.Aes;
import org.jitsi.srtp.crypto.JitsiOpenSslProvider;

/**
 * jitsi-srtp's first use of a cipher loads providers and by default races them against each other, which takes seconds on a
 * busy machine. It must not happen on a loop that other clients wait for, so it is done before.
 */
public final class Ciphers {
    private Ciphers() {}

    /** Returns when the ciphers are ready; the first call takes its time, later ones none. */
    public static void prepare() {
        Prepared.ensure();
    }

    /** Runs once, when the class is loaded. */
    private static final class Prepared {
        static {
            Aes.setFactoryClassName(JitsiOpenSslProvider.isLoaded() ? "OpenSSL" : "SunJCE");
            for (var profile : SrtpProfile.values()) {
                var session = new SrtpSession(new SrtpKeys(
                        profile,
                        new byte[profile.keyBytes()],
                        new byte[profile.saltBytes()],
                        new byte[profile.keyBytes()],
                        new byte[profile.saltBytes()]));
                session.protectRtp(emptyPacket(), 12, 0);
                session.protectRtcp(emptyPacket(), 8, 0);
            }
        }

        static void ensure() {
            // Loading the class has done it.
        }

        private static byte[] emptyPacket() {
            var packet = new byte[64];
            packet[0] = (byte) 0x80;
            packet[1] = (byte) RtcpWriter.RECEIVER_REPORT;
            packet[3] = 1;
            return packet;
        }
    }
}
