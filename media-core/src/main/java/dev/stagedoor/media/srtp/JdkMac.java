package dev.stagedoor.media.srtp;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA1 of the JDK. */
final class JdkMac implements PacketMac {
    private final Mac mac;
    private final byte[] result = new byte[RESULT_BYTES];
    private byte[] scratch = new byte[2_048];

    JdkMac(byte[] key) {
        try {
            mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(key, "HmacSHA1"));
        } catch (GeneralSecurityException e) {
            throw JdkBackend.broken(e);
        }
    }

    @Override
    public void update(MemorySegment segment, long offset, int length) {
        if (scratch.length < length) {
            scratch = new byte[JdkBackend.MAX_PACKET_BYTES];
        }
        MemorySegment.copy(segment, ValueLayout.JAVA_BYTE, offset, scratch, 0, length);
        mac.update(scratch, 0, length);
    }

    @Override
    public void finish(MemorySegment resultSegment) {
        try {
            mac.doFinal(result, 0);
        } catch (GeneralSecurityException e) {
            throw JdkBackend.broken(e);
        }
        MemorySegment.copy(result, 0, resultSegment, ValueLayout.JAVA_BYTE, 0, RESULT_BYTES);
    }

    @Override
    public void close() {}
}
