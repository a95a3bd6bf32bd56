package dev.stagedoor.benchmarks.client.dtls;

import java.util.List;

/**
 * How a client shakes hands.
 *
 * @param profiles what it offers or takes, most preferred first
 * @param mtuBytes largest datagram; less than about 250 makes even the ClientHello come in fragments
 */
public record DtlsSettings(List<SrtpProfile> profiles, int mtuBytes) {
    private static final int MTU_BYTES = 1_200;

    /** All profiles, GCM-128 first, in datagrams that fit any path. */
    public static final DtlsSettings DEFAULT = new DtlsSettings(List.of(SrtpProfile.values()), MTU_BYTES);

    public DtlsSettings {
        profiles = List.copyOf(profiles);
        if (profiles.isEmpty()) {
            throw new IllegalArgumentException("a client must offer at least one SRTP profile");
        }
    }

    /** The same with these profiles only. */
    public DtlsSettings withProfiles(SrtpProfile... others) {
        return new DtlsSettings(List.of(others), mtuBytes);
    }

    /** The same with another limit for datagrams. */
    public DtlsSettings withMtu(int otherBytes) {
        return new DtlsSettings(profiles, otherBytes);
    }

    /** The numbers of the profiles, as {@code use_srtp} lists them. */
    int[] codes() {
        return profiles.stream().mapToInt(SrtpProfile::code).toArray();
    }
}
