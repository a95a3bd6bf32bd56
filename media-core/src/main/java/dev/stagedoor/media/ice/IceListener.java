package dev.stagedoor.media.ice;

/** News from a session, on its loop. */
public interface IceListener {
    /** An address has passed its first check; from now on more than STUN is accepted from it. */
    void onAddressValidated(TransportAddress address);

    /** The address is no longer the peer's: pushed out by newer ones, left behind by a restart, or the session closed. */
    void onAddressForgotten(TransportAddress address);

    /** Media goes this way from now on; the remote address is a validated one. */
    void onPairSelected(CandidatePair pair);

    /** Checks for this user fragment of ours are answered no longer: the peer has nominated a path of the generation after it. */
    void onFragmentRetired(String localFragment);

    /** Nothing came for a while ({@code false}), or something came again. Called on changes only. */
    void onReachable(boolean reachable);

    /** Consent has expired (RFC 7675 §5.1): nothing may be sent any more. */
    void onConsentLost();
}
