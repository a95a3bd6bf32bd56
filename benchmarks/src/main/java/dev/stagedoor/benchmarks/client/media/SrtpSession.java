package dev.stagedoor.benchmarks.client.media;

import dev.stagedoor.benchmarks.client.dtls.SrtpKeys;
import dev.stagedoor.benchmarks.client.dtls.SrtpProfile;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.Map;
import org.jitsi.srtp.SrtcpCryptoContext;
import org.jitsi.srtp.SrtpContextFactory;
import org.jitsi.srtp.SrtpCryptoContext;
import org.jitsi.srtp.SrtpErrorStatus;
import org.jitsi.srtp.SrtpPolicy;
import org.jitsi.utils.logging2.Logger;
import org.jitsi.utils.logging2.LoggerImpl;
import org.jspecify.annotations.Nullable;

/** SRTP and SRTCP of both directions by jitsi-srtp, one context per source, in place in the caller's array. */
final class SrtpSession {
    /** Room that must be free behind a packet to be protected: the longest tag and the SRTCP index. */
    static final int OVERHEAD_BYTES = 20;

    /** What the unprotecting methods return for a packet that is forged, repeated or of one source too many. */
    static final int REFUSED = -1;

    /** Sources per direction. A room of a load test has some dozens; the rest would be somebody's mistake. */
    private static final int MAX_SOURCES = 1024;

    private static final int HMAC_SHA1_KEY_BYTES = 20;
    private static final int HMAC_SHA1_80_TAG_BYTES = 10;
    private static final int GCM_TAG_BYTES = 16;

    private final SrtpContextFactory sender;
    private final SrtpContextFactory receiver;
    private final Map<Integer, SrtpCryptoContext> sendRtp = new HashMap<>();
    private final Map<Integer, SrtpCryptoContext> receiveRtp = new HashMap<>();
    private final Map<Integer, SrtcpCryptoContext> sendRtcp = new HashMap<>();
    private final Map<Integer, SrtcpCryptoContext> receiveRtcp = new HashMap<>();
    private final PacketBuffer packet = new PacketBuffer();

    SrtpSession(SrtpKeys keys) {
        Logger logger = new LoggerImpl(SrtpSession.class.getName());
        var policy = policy(keys.profile());
        sender = new SrtpContextFactory(true, keys.localKey(), keys.localSalt(), policy, policy, logger);
        receiver = new SrtpContextFactory(false, keys.remoteKey(), keys.remoteSalt(), policy, policy, logger);
    }

    /** Encrypts one RTP packet; returns its new length. */
    int protectRtp(byte[] bytes, int length, int ssrc) {
        try {
            var context = sendRtp.get(ssrc);
            if (context == null) {
                context = sender.deriveContext(ssrc, 0);
                sendRtp.put(ssrc, context);
            }
            return checked(context.transformPacket(packet.wrap(bytes, length)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK cannot do SRTP", e);
        }
    }

    /** Encrypts one RTCP packet; returns its new length. */
    int protectRtcp(byte[] bytes, int length, int ssrc) {
        try {
            var context = sendRtcp.get(ssrc);
            if (context == null) {
                context = sender.deriveControlContext(ssrc);
                sendRtcp.put(ssrc, context);
            }
            return checked(context.transformPacket(packet.wrap(bytes, length)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK cannot do SRTCP", e);
        }
    }

    /** Checks and decrypts one RTP packet; returns its new length or {@link #REFUSED}. */
    int unprotectRtp(byte[] bytes, int length, int ssrc) {
        try {
            var context = receiveContext(ssrc);
            return context == null
                    ? REFUSED
                    : lengthIfOk(context.reverseTransformPacket(packet.wrap(bytes, length), false));
        } catch (GeneralSecurityException _) {
            return REFUSED;
        }
    }

    /** Checks and decrypts one RTCP packet; returns its new length or {@link #REFUSED}. */
    int unprotectRtcp(byte[] bytes, int length, int ssrc) {
        try {
            var context = receiveRtcp.get(ssrc);
            if (context == null && receiveRtcp.size() < MAX_SOURCES) {
                context = receiver.deriveControlContext(ssrc);
                receiveRtcp.put(ssrc, context);
            }
            return context == null ? REFUSED : lengthIfOk(context.reverseTransformPacket(packet.wrap(bytes, length)));
        } catch (GeneralSecurityException _) {
            return REFUSED;
        }
    }

    private @Nullable SrtpCryptoContext receiveContext(int ssrc) throws GeneralSecurityException {
        var context = receiveRtp.get(ssrc);
        if (context == null && receiveRtp.size() < MAX_SOURCES) {
            context = receiver.deriveContext(ssrc, 0);
            receiveRtp.put(ssrc, context);
        }
        return context;
    }

    private int lengthIfOk(SrtpErrorStatus status) {
        return status == SrtpErrorStatus.OK ? packet.getLength() : REFUSED;
    }

    private int checked(SrtpErrorStatus status) {
        if (status != SrtpErrorStatus.OK) {
            throw new IllegalStateException("SRTP refused a packet of our own: " + status.desc);
        }
        return packet.getLength();
    }

    private static SrtpPolicy policy(SrtpProfile profile) {
        return switch (profile) {
            case AEAD_AES_128_GCM, AEAD_AES_256_GCM ->
                new SrtpPolicy(
                        SrtpPolicy.AESGCM_ENCRYPTION,
                        profile.keyBytes(),
                        SrtpPolicy.NULL_AUTHENTICATION,
                        0,
                        GCM_TAG_BYTES,
                        profile.saltBytes());
            case AES128_CM_SHA1_80 ->
                new SrtpPolicy(
                        SrtpPolicy.AESCM_ENCRYPTION,
                        profile.keyBytes(),
                        SrtpPolicy.HMACSHA1_AUTHENTICATION,
                        HMAC_SHA1_KEY_BYTES,
                        HMAC_SHA1_80_TAG_BYTES,
                        profile.saltBytes());
        };
    }
}
