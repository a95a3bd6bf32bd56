package dev.stagedoor.media.transport;

import dev.stagedoor.media.dtls.DtlsEndpoint;
import dev.stagedoor.media.ice.IceCredentials;
import dev.stagedoor.media.srtp.SrtpBackend;
import java.security.SecureRandom;

/** What all participants of a server share. Safe on any thread. */
record TransportContext(TransportConfig config, DtlsEndpoint dtls, SrtpBackend srtp, SecureRandom random) {
    IceCredentials newCredentials() {
        return IceCredentials.generate(random);
    }
}
