package dev.stagedoor.media.ice;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.ice4j.attribute.FingerprintAttribute;
import org.ice4j.attribute.MessageIntegrityAttribute;

/** Writes a full agent's connectivity checks (RFC 8445 §7.2.2), also wrong ones. */
public final class CheckBuilder {
    private final ByteBuffer message = ByteBuffer.allocate(2_048);

    /** A Binding request with the given transaction number. */
    public CheckBuilder(int transaction) {
        message.putShort((short) 0x0001)
                .putShort((short) 0)
                .putInt(0x2112_A442)
                .putLong(0)
                .putInt(transaction);
    }

    /** A usual check of a controlling agent. */
    public static byte[] check(int transaction, IceCredentials local, String remoteFragment, boolean nominate) {
        CheckBuilder builder = new CheckBuilder(transaction)
                .username(local.usernameFragment() + ":" + remoteFragment)
                .attribute(0x0024, new byte[] {110, 0, 30, (byte) 255})
                .attribute(0x802A, new byte[8]);
        if (nominate) {
            builder.attribute(0x0025, new byte[0]);
        }
        return builder.signed(local.password());
    }

    /** Adds the user name. */
    public CheckBuilder username(String name) {
        return attribute(0x0006, name.getBytes(StandardCharsets.UTF_8));
    }

    /** Adds any attribute, padded. */
    public CheckBuilder attribute(int type, byte[] value) {
        message.putShort((short) type).putShort((short) value.length).put(value);
        message.position((message.position() + 3) / 4 * 4);
        return this;
    }

    /** Ends the message with integrity and fingerprint. */
    public byte[] signed(String password) {
        setLength(24);
        byte[] covered = Arrays.copyOf(message.array(), message.position());
        attribute(
                0x0008,
                MessageIntegrityAttribute.calculateHmacSha1(
                        covered, 0, covered.length, password.getBytes(StandardCharsets.UTF_8)));
        setLength(8);
        return attribute(0x8028, FingerprintAttribute.calculateXorCRC32(message.array(), 0, message.position()))
                .unsigned();
    }

    /** Ends the message as it is. */
    public byte[] unsigned() {
        setLength(0);
        return Arrays.copyOf(message.array(), message.position());
    }

    private void setLength(int more) {
        message.putShort(2, (short) (message.position() - 20 + more));
    }
}
