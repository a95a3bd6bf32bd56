package dev.stagedoor.media.srtp;

/**
 * The master keys and salts of one association, as the DTLS exporter gives them (RFC 5764 §4.2). {@code local} protects
 * what this side sends, {@code remote} what the peer sends.
 *
 * <p>A record of arrays: compared by identity, never printed, never logged.
 *
 * @param localKey {@link SrtpProfile#keyBytes()} bytes
 * @param localSalt {@link SrtpProfile#saltBytes()} bytes
 * @param remoteKey {@link SrtpProfile#keyBytes()} bytes
 * @param remoteSalt {@link SrtpProfile#saltBytes()} bytes
 */
@SuppressWarnings("ArrayRecordComponent")
public record SrtpKeyingMaterial(
        SrtpProfile profile, byte[] localKey, byte[] localSalt, byte[] remoteKey, byte[] remoteSalt) {

    public SrtpKeyingMaterial {
        requireLength("localKey", localKey, profile.keyBytes());
        requireLength("localSalt", localSalt, profile.saltBytes());
        requireLength("remoteKey", remoteKey, profile.keyBytes());
        requireLength("remoteSalt", remoteSalt, profile.saltBytes());
    }

    /** The same association seen from the other side. */
    public SrtpKeyingMaterial mirrored() {
        return new SrtpKeyingMaterial(
                profile,
                /* localKey= */ remoteKey,
                /* localSalt= */ remoteSalt,
                /* remoteKey= */ localKey,
                /* remoteSalt= */ localSalt);
    }

    @Override
    public String toString() {
        return "SrtpKeyingMaterial[" + profile + "]";
    }

    private static void requireLength(String name, byte[] bytes, int expected) {
        if (bytes.length != expected) {
            throw new IllegalArgumentException(name + " has " + bytes.length + " bytes, expected " + expected);
        }
    }
}
