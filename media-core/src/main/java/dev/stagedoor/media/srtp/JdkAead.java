package dev.stagedoor.media.srtp;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** AES-GCM of the JDK, in the one direction it was made for. */
final class JdkAead implements AeadSealer, AeadOpener {
    private final int mode;
    private final Cipher cipher;
    private final SecretKeySpec key;
    private final byte[] nonce = new byte[NONCE_BYTES];
    private byte[] scratch = new byte[2_048];

    JdkAead(int mode, byte[] key) {
        this.mode = mode;
        this.key = new SecretKeySpec(key, "AES");
        try {
            cipher = Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw JdkBackend.broken(e);
        }
    }

    @Override
    public void begin(MemorySegment nonceSegment) {
        MemorySegment.copy(nonceSegment, ValueLayout.JAVA_BYTE, 0, nonce, 0, NONCE_BYTES);
        try {
            cipher.init(mode, key, new GCMParameterSpec(TAG_BYTES * 8, nonce));
        } catch (GeneralSecurityException e) {
            throw JdkBackend.broken(e);
        }
    }

    @Override
    public void associate(MemorySegment segment, long offset, int length) {
        load(segment, offset, length);
        cipher.updateAAD(scratch, 0, length);
    }

    @Override
    public void seal(MemorySegment source, long sourceOffset, int length, MemorySegment target, long targetOffset) {
        load(source, sourceOffset, length);
        try {
            int written = cipher.doFinal(scratch, 0, length, scratch, 0);
            MemorySegment.copy(scratch, 0, target, ValueLayout.JAVA_BYTE, targetOffset, written);
        } catch (GeneralSecurityException e) {
            throw JdkBackend.broken(e);
        }
    }

    @Override
    public boolean open(MemorySegment segment, long offset, int length) {
        load(segment, offset, length + TAG_BYTES);
        try {
            int written = cipher.doFinal(scratch, 0, length + TAG_BYTES, scratch, 0);
            MemorySegment.copy(scratch, 0, segment, ValueLayout.JAVA_BYTE, offset, written);
            return true;
        } catch (AEADBadTagException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw JdkBackend.broken(e);
        }
    }

    @Override
    public void close() {}

    /** Copies into the scratch array, leaving room for a tag. */
    private void load(MemorySegment segment, long offset, int length) {
        if (scratch.length < length + TAG_BYTES) {
            scratch = new byte[JdkBackend.MAX_PACKET_BYTES + TAG_BYTES];
        }
        MemorySegment.copy(segment, ValueLayout.JAVA_BYTE, offset, scratch, 0, length);
    }
}
