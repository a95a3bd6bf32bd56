package dev.stagedoor.media.dtls;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;

/** Counts the handshakes under way, in all and by IP address. Safe on any thread; asked once per handshake. */
final class HandshakeSlots {
    private final DtlsLimits limits;
    private final Map<InetAddress, Integer> byAddress = new HashMap<>();
    private int total;

    HandshakeSlots(DtlsLimits limits) {
        this.limits = limits;
    }

    /** Takes a place; whether there was one. */
    synchronized boolean tryAcquire(InetAddress peer) {
        int ofPeer = byAddress.getOrDefault(peer, 0);
        if (total == limits.handshakes() || ofPeer == limits.handshakesPerAddress()) {
            return false;
        }
        byAddress.put(peer, ofPeer + 1);
        total++;
        return true;
    }

    /** Gives a place back. */
    synchronized void release(InetAddress peer) {
        byAddress.computeIfPresent(peer, (address, count) -> count == 1 ? null : count - 1);
        total--;
    }

    /** How many are under way. */
    synchronized int underWay() {
        return total;
    }
}
