package dev.stagedoor.benchmarks.jmh;

import dev.stagedoor.media.srtp.SrtpBackend;
import dev.stagedoor.media.srtp.SrtpKeyingMaterial;
import dev.stagedoor.media.srtp.SrtpProfile;
import java.util.Arrays;

/** The cipher backends by the names that benchmark parameters have. */
final class SrtpBackends {
    /** The native one where there is one. */
    static final String FASTEST = "fastest";

    static final String JDK = "jdk";

    private SrtpBackends() {}

    static SrtpBackend of(String name) {
        return switch (name) {
            case FASTEST -> SrtpBackend.fastest();
            case JDK -> SrtpBackend.jdk();
            default -> throw new IllegalArgumentException("no backend " + name);
        };
    }

    static SrtpKeyingMaterial keys(SrtpProfile profile) {
        return new SrtpKeyingMaterial(
                profile,
                bytes(profile.keyBytes(), 1),
                bytes(profile.saltBytes(), 2),
                bytes(profile.keyBytes(), 3),
                bytes(profile.saltBytes(), 4));
    }

    private static byte[] bytes(int length, int fill) {
        var bytes = new byte[length];
        Arrays.fill(bytes, (byte) fill);
        return bytes;
    }
}
