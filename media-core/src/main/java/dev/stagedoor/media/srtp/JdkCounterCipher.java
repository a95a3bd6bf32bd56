package dev.stagedoor.media.srtp;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** AES-CTR of the JDK. */
final class JdkCounterCipher implements CounterCipher {
    private final Cipher cipher;
    private final SecretKeySpec key;
    private final byte[] counter = new byte[COUNTER_BYTES];
    private byte[] scratch = new byte[2_048];

    JdkCounterCipher(byte[] key) {
        this.key = new SecretKeySpec(key, "AES");
        try {
            cipher = Cipher.getInstance("AES/CTR/NoPadding");
        } catch (GeneralSecurityException e) {
            throw JdkBackend.broken(e);
        }
    }

    @Override
    public void apply(
            MemorySegment counterSegment,
            MemorySegment source,
            long sourceOffset,
            int length,
            MemorySegment target,
            long targetOffset) {
        if (scratch.length < length) {
            scratch = new byte[JdkBackend.MAX_PACKET_BYTES];
        }
        MemorySegment.copy(counterSegment, ValueLayout.JAVA_BYTE, 0, counter, 0, COUNTER_BYTES);
        MemorySegment.copy(source, ValueLayout.JAVA_BYTE, sourceOffset, scratch, 0, length);
        try {
            cipher.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(counter));
            cipher.doFinal(scratch, 0, length, scratch, 0);
        } catch (GeneralSecurityException e) {
            throw JdkBackend.broken(e);
        }
        MemorySegment.copy(scratch, 0, target, ValueLayout.JAVA_BYTE, targetOffset, length);
    }

    @Override
    public void close() {}
}
