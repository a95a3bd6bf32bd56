package dev.stagedoor.media.transport;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * How a loop that has received something finds the participant: checks by user fragment, answers to ours by transaction, all
 * else by address. Any thread.
 */
final class PeerDirectory {
    private final Map<String, PeerTransport> byFragment = new ConcurrentHashMap<>();
    private final Map<Long, PeerTransport> byTransaction = new ConcurrentHashMap<>();
    private final AddressTable<PeerTransport> byAddress = new AddressTable<>();

    @Nullable
    PeerTransport byFragment(String localFragment) {
        return byFragment.get(localFragment);
    }

    void addFragment(String localFragment, PeerTransport peer) {
        byFragment.put(localFragment, peer);
    }

    void removeFragment(String localFragment) {
        byFragment.remove(localFragment);
    }

    @Nullable
    PeerTransport byTransaction(long transactionKey) {
        return byTransaction.get(transactionKey);
    }

    void addTransaction(long transactionKey, PeerTransport peer) {
        byTransaction.put(transactionKey, peer);
    }

    void removeTransaction(long transactionKey) {
        byTransaction.remove(transactionKey);
    }

    AddressTable<PeerTransport> byAddress() {
        return byAddress;
    }
}
