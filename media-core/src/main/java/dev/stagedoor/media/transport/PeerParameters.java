package dev.stagedoor.media.transport;

import dev.stagedoor.media.dtls.DtlsRole;
import dev.stagedoor.media.dtls.Fingerprint;

/**
 * What a participant's first offer and our answer agree on.
 *
 * @param remoteFragment the ICE user fragment in the offer
 * @param remoteFingerprint the fingerprint in the offer; any other certificate is refused
 * @param role {@link DtlsRole#SERVER} where our answer says {@code setup:passive}
 */
public record PeerParameters(String remoteFragment, Fingerprint remoteFingerprint, DtlsRole role) {}
