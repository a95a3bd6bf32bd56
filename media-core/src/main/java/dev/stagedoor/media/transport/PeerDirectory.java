package dev.stagedoor.media.transport;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** How a loop that has received something finds the participant: checks by user fragment, all else by address. Any thread. */
final class PeerDirectory {
    private final Map<String, PeerTransport> byFragment = new ConcurrentHashMap<>();
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

    AddressTable<PeerTransport> byAddress() {
        return byAddress;
    }
}
