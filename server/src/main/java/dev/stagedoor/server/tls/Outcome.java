package dev.stagedoor.server.tls;

import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/** What came of asking for a certificate. */
sealed interface Outcome {
    /** @param chain the certificate first, then those that lead to the authority */
    record Issued(KeyPair key, List<X509Certificate> chain) implements Outcome {}

    /**
     * @param why in words for the operator
     * @param notBefore when the ACME server may be asked again, {@link Instant#MIN} if it did not say
     */
    record Refused(String why, Instant notBefore) implements Outcome {}
}
