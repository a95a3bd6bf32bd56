package dev.stagedoor.media.transport;

import dev.stagedoor.media.ice.CandidatePair;
import dev.stagedoor.media.ice.StunCodec;
import dev.stagedoor.media.ice.StunMessage;
import dev.stagedoor.media.ice.StunMessage.BindingRequest;
import dev.stagedoor.media.ice.StunMessage.BindingSuccess;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One loop's input and output. A turn takes what has arrived, gives each datagram to its participant, tells every participant
 * that got something that the burst is over, and sends all that came of it in one batch.
 *
 * <p>The kernel spreads clients over the loops' sockets by a hash of their address, while a participant lives where its
 * room put it. What arrives elsewhere is copied into a ring of the owning loop. Moving the participant to the receiving
 * loop instead would save that copy, but a participant has state from its first offer on, long before its first
 * datagram, and may change address at any time; and viewers, who are the many, receive much and send little.
 */
final class LoopIo {
    /** How often participants look at the clock. */
    static final long TICK_NS = 250_000_000L;

    private static final Logger LOG = LoggerFactory.getLogger(LoopIo.class);

    private final int index;
    private final NettyLoop loop;
    private final DatagramIo io;
    private final PeerDirectory directory;
    private final LoopCounters counters = new LoopCounters();
    private final ReceiveBatch received;
    private final SendBatch outgoing;
    private final List<PeerTransport> peers = new ArrayList<>();
    private final List<PeerTransport> touched = new ArrayList<>();
    private final AtomicReferenceArray<@Nullable HandOverRing> inbox;
    private final AtomicBoolean drainScheduled = new AtomicBoolean();
    private final Runnable drainTask = this::onHandedOver;
    private final Runnable flushTask = this::onFlush;
    private List<LoopIo> siblings = List.of();
    private boolean inTurn;
    private boolean flushScheduled;

    LoopIo(int index, int loops, NettyLoop loop, DatagramIo io, PeerDirectory directory) {
        this.index = index;
        this.loop = loop;
        this.io = io;
        this.directory = directory;
        received = io.incoming();
        outgoing = io.outgoing();
        inbox = new AtomicReferenceArray<>(loops);
    }

    /** Makes the loops known to each other, before any socket is watched. */
    void setSiblings(List<LoopIo> all) {
        siblings = all;
    }

    NettyLoop loop() {
        return loop;
    }

    DatagramIo io() {
        return io;
    }

    PeerDirectory directory() {
        return directory;
    }

    LoopCounters counters() {
        return counters;
    }

    void addPeer(PeerTransport peer) {
        peers.add(peer);
    }

    void removePeer(PeerTransport peer) {
        peers.remove(peer);
    }

    List<PeerTransport> peers() {
        return List.copyOf(peers);
    }

    /** The socket has something. */
    void onReadable() {
        int count = io.receive();
        counters.received(count);
        long nowNs = loop.nowNs();
        inTurn = true;
        for (int slot = 0; slot < count; slot++) {
            onDatagram(slot, nowNs);
        }
        for (int i = 0; i < siblings.size(); i++) {
            siblings.get(i).wakeIfHandedOver(index);
        }
        endTurn(nowNs);
    }

    /** Other loops have put something into the inbox. */
    private void onHandedOver() {
        drainScheduled.set(false);
        long nowNs = loop.nowNs();
        inTurn = true;
        for (int from = 0; from < inbox.length(); from++) {
            HandOverRing ring = inbox.get(from);
            if (ring != null) {
                drain(ring, nowNs);
            }
        }
        flush();
        inTurn = false;
    }

    private void drain(HandOverRing ring, long nowNs) {
        int count = ring.waiting();
        for (int i = 0; i < count; i++) {
            int slot = ring.slotOf(i);
            PeerTransport peer = ring.peer(slot);
            if (peer != null) {
                deliver(peer, ring.slots(), slot, nowNs);
            }
        }
        tellTouched(nowNs);
        ring.release(count);
    }

    private void endTurn(long nowNs) {
        tellTouched(nowNs);
        flush();
        inTurn = false;
    }

    void onTick() {
        long nowNs = loop.nowNs();
        // Backwards and by index: a participant that ends here takes itself, and perhaps others, out of the list.
        for (int i = peers.size() - 1; i >= 0; i--) {
            if (i < peers.size()) {
                tick(peers.get(i), nowNs);
            }
        }
    }

    private static void tick(PeerTransport peer, long nowNs) {
        try {
            peer.onTick(nowNs);
        } catch (RuntimeException e) {
            onBug(peer, e);
        }
    }

    private void onDatagram(int slot, long nowNs) {
        int length = received.lengths[slot];
        if (length == ReceiveBatch.TRUNCATED) {
            counters.drop(TransportDrop.OVERSIZED);
            return;
        }
        switch (PacketKind.of(received.slab, received.offset(slot), length)) {
            case STUN -> onStun(slot, nowNs);
            case DTLS, RTP, RTCP -> onFromKnownAddress(slot, nowNs);
            case UNKNOWN -> counters.drop(TransportDrop.UNKNOWN_PROTOCOL);
        }
    }

    private void onFromKnownAddress(int slot, long nowNs) {
        PeerTransport peer = directory.byAddress().get(received.high[slot], received.low[slot], received.ports[slot]);
        if (peer == null) {
            counters.drop(TransportDrop.UNKNOWN_ADDRESS);
        } else if (peer.io() == this) {
            deliver(peer, received, slot, nowNs);
        } else {
            handOver(peer, slot);
        }
    }

    private void onStun(int slot, long nowNs) {
        switch (StunCodec.decode(received.bytes(slot))) {
            case StunMessage.Malformed() -> counters.drop(TransportDrop.STUN_MALFORMED);
            case StunMessage.Ignored() -> counters.drop(TransportDrop.STUN_IGNORED);
            case BindingRequest request -> onCheck(request, slot, nowNs);
            case BindingSuccess success -> onCheckAnswered(success, slot, nowNs);
        }
    }

    private void onCheckAnswered(BindingSuccess success, int slot, long nowNs) {
        PeerTransport peer = directory.byTransaction(success.transactionKey());
        if (peer == null) {
            counters.drop(TransportDrop.STUN_IGNORED);
        } else if (peer.io() == this) {
            try {
                peer.onCheckAnswered(success, received.pair(slot), nowNs);
            } catch (RuntimeException e) {
                onBug(peer, e);
            }
        } else {
            handOver(peer, slot);
        }
    }

    private void onCheck(BindingRequest request, int slot, long nowNs) {
        PeerTransport peer = directory.byFragment(request.localFragment());
        if (peer == null) {
            counters.drop(TransportDrop.STUN_UNKNOWN_USER);
        } else if (peer.io() == this) {
            try {
                peer.onCheck(request, received.pair(slot), nowNs);
            } catch (RuntimeException e) {
                onBug(peer, e);
            }
        } else {
            handOver(peer, slot);
        }
    }

    private void deliver(PeerTransport peer, ReceiveBatch batch, int slot, long nowNs) {
        try {
            if (peer.onDatagram(batch, slot, nowNs)) {
                touched.add(peer);
            }
        } catch (RuntimeException e) {
            onBug(peer, e);
        }
    }

    /** A bug in one participant's path must cost that participant, not the loop with all the others. */
    private static void onBug(PeerTransport peer, RuntimeException e) {
        LOG.error("a participant's transport failed and is closed", e);
        try {
            peer.close(CloseReason.INTERNAL_ERROR);
        } catch (RuntimeException again) {
            LOG.error("closing it failed as well", again);
        }
    }

    private void handOver(PeerTransport peer, int slot) {
        HandOverRing ring = peer.io().ringFrom(index);
        if (ring.offer(peer, received, slot)) {
            counters.handedOver();
        } else {
            counters.drop(TransportDrop.HAND_OVER_FULL);
        }
    }

    /** The ring that the loop at {@code from} writes; made at its first datagram. Called on that loop. */
    private HandOverRing ringFrom(int from) {
        HandOverRing ring = inbox.get(from);
        if (ring == null) {
            ring = new HandOverRing();
            inbox.set(from, ring);
        }
        return ring;
    }

    /** Called on the loop at {@code from}, at the end of its receiving. */
    private void wakeIfHandedOver(int from) {
        HandOverRing ring = inbox.get(from);
        if (ring != null && ring.mayWait() && drainScheduled.compareAndSet(false, true)) {
            loop.execute(drainTask);
        }
    }

    private void tellTouched(long nowNs) {
        for (int i = 0; i < touched.size(); i++) {
            PeerTransport peer = touched.get(i);
            try {
                peer.onTurnEnd(nowNs);
            } catch (RuntimeException e) {
                onBug(peer, e);
            }
        }
        touched.clear();
    }

    /** Where the next datagram, which goes this way, is to be written; there is room for {@link SendBatch#MAX_DATAGRAM_BYTES}. */
    SendBatch outgoing(CandidatePair way) {
        if (!outgoing.hasRoom() || outgoing.isDueBefore(way)) {
            flush();
        }
        return outgoing;
    }

    /** Adds the datagram that has been written, and sees to it that it leaves: with this turn, or after the present task. */
    void append(CandidatePair way, int length) {
        outgoing.append(way, length);
        if (!inTurn && !flushScheduled) {
            flushScheduled = true;
            loop.execute(flushTask);
        }
    }

    private void onFlush() {
        flushScheduled = false;
        flush();
    }

    /** Sends what has been added. */
    void flush() {
        if (outgoing.messages() > 0) {
            io.send(counters);
        }
    }
}
