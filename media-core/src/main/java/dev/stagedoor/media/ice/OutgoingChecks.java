package dev.stagedoor.media.ice;

import dev.stagedoor.media.ice.StunMessage.BindingSuccess;
import java.security.SecureRandom;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The checks of a side that reaches out to a lite agent (RFC 8445 §6.1.1: it controls). All addresses of the other are
 * checked until one answers; that one is used, and checked from then on, which keeps both sides' consent (RFC 7675).
 */
public final class OutgoingChecks {
    /** Between two checks of the path in use, as browsers do it. */
    private static final long CONSENT_CHECK_NS = 2_500_000_000L;

    /** A server with more addresses than that is reached by the first of them. */
    private static final int MAX_ADDRESSES = 8;

    private final String localFragment;
    private final IceCredentials remote;
    private final List<TransportAddress> addresses;
    private final long transactionKey;
    private final long tieBreaker;
    private int number;
    private long checkedNs;
    private @Nullable TransportAddress chosen;

    /** Where checks are sent from. */
    @FunctionalInterface
    public interface Output {
        /** A check for that address. */
        void send(TransportAddress to, byte[] datagram);
    }

    /** Checks of the addresses in the other's description, with its credentials. */
    public OutgoingChecks(
            String localFragment, IceCredentials remote, List<TransportAddress> addresses, SecureRandom random) {
        this.localFragment = localFragment;
        this.remote = remote;
        this.addresses = addresses.stream().limit(MAX_ADDRESSES).toList();
        transactionKey = random.nextLong();
        tieBreaker = random.nextLong();
    }

    /** By what answers are known as this session's. */
    public long transactionKey() {
        return transactionKey;
    }

    /** Looks at the clock; to be called a few times a second. */
    public void onTick(long nowNs, Output output) {
        TransportAddress used = chosen;
        if (used == null) {
            addresses.forEach(each -> output.send(each, nextCheck()));
        } else if (nowNs - checkedNs >= CONSENT_CHECK_NS) {
            checkedNs = nowNs;
            output.send(used, nextCheck());
        }
    }

    /** Whether this is an authentic answer from an address that was asked. */
    boolean isGood(BindingSuccess success, TransportAddress from) {
        return addresses.contains(from) && StunCodec.isAuthentic(success, remote.password());
    }

    void choose(TransportAddress address, long nowNs) {
        if (chosen == null) {
            chosen = address;
            checkedNs = nowNs;
        }
    }

    private byte[] nextCheck() {
        return StunCodec.request(transactionKey, number++, remote, localFragment, tieBreaker);
    }
}
