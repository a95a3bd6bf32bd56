package dev.stagedoor.media.transport;

import dev.stagedoor.media.dtls.DtlsRole;
import dev.stagedoor.media.dtls.Fingerprint;
import dev.stagedoor.media.ice.IceCredentials;
import dev.stagedoor.media.ice.TransportAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a participant's first offer and our answer agree on.
 *
 * @param remoteFragment the ICE user fragment in the offer
 * @param remoteFingerprint the fingerprint in the offer; any other certificate is refused
 * @param role {@link DtlsRole#SERVER} where our answer says {@code setup:passive}
 * @param reach null where the peer comes to us, as all do but other servers
 */
public record PeerParameters(
        String remoteFragment,
        Fingerprint remoteFingerprint,
        DtlsRole role,
        @Nullable Reach reach) {
    /** A peer that comes to us. */
    public PeerParameters(String remoteFragment, Fingerprint remoteFingerprint, DtlsRole role) {
        this(remoteFragment, remoteFingerprint, role, null);
    }

    /**
     * Whom we go to.
     *
     * @param own what our offer said
     * @param remote what the answer says
     * @param addresses the candidates in the answer
     */
    public record Reach(IceCredentials own, IceCredentials remote, List<TransportAddress> addresses) {
        public Reach {
            addresses = List.copyOf(addresses);
        }
    }
}
