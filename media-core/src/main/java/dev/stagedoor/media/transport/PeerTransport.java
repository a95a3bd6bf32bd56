package dev.stagedoor.media.transport;

import dev.stagedoor.media.dtls.DtlsDrop;
import dev.stagedoor.media.dtls.DtlsFailure;
import dev.stagedoor.media.dtls.DtlsListener;
import dev.stagedoor.media.dtls.DtlsRole;
import dev.stagedoor.media.dtls.DtlsSession;
import dev.stagedoor.media.ice.CandidatePair;
import dev.stagedoor.media.ice.IceAnswer;
import dev.stagedoor.media.ice.IceCredentials;
import dev.stagedoor.media.ice.IceListener;
import dev.stagedoor.media.ice.IceSession;
import dev.stagedoor.media.ice.LocalAddress;
import dev.stagedoor.media.ice.OutgoingChecks;
import dev.stagedoor.media.ice.StunCodec;
import dev.stagedoor.media.ice.StunMessage;
import dev.stagedoor.media.ice.StunMessage.BindingRequest;
import dev.stagedoor.media.ice.StunMessage.BindingSuccess;
import dev.stagedoor.media.ice.TransportAddress;
import dev.stagedoor.media.room.PacketSink;
import dev.stagedoor.media.srtp.SrtpDrop;
import dev.stagedoor.media.srtp.SrtpKeyingMaterial;
import dev.stagedoor.media.srtp.SrtpReceiver;
import dev.stagedoor.media.srtp.SrtpSender;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;

/**
 * One participant's path: an ICE session, a DTLS association and the SRTP keys that came of it, behind the server's one port.
 * Belongs to a loop; everything runs there. Made by {@link UdpServer#open}.
 */
public final class PeerTransport implements PacketSink {
    private final LoopIo io;
    private final TransportContext context;
    private final PeerListener listener;
    private final IceSession ice;
    private final DtlsSession dtls;
    private final DtlsRole role;
    private final @Nullable OutgoingChecks checks;
    private final long connectByNs;
    private @Nullable CandidatePair target;
    private @Nullable SrtpSender sender;
    private @Nullable SrtpReceiver receiver;
    private boolean touched;
    private boolean closed;

    PeerTransport(LoopIo io, TransportContext context, PeerParameters parameters, PeerListener listener) {
        this.io = io;
        this.context = context;
        this.listener = listener;
        role = parameters.role();
        long nowNs = io.loop().nowNs();
        connectByNs = nowNs + context.config().connectTimeoutNs();
        PeerParameters.Reach reach = parameters.reach();
        IceCredentials local = reach == null ? context.newCredentials() : reach.own();
        checks = reach == null
                ? null
                : new OutgoingChecks(local.usernameFragment(), reach.remote(), reach.addresses(), context.random());
        ice = new IceSession(
                local, parameters.remoteFragment(), context.config().iceTimeouts(), new IceNews(), nowNs);
        dtls = context.dtls()
                .newSession(role, parameters.remoteFingerprint(), new HandshakeLoop(io.loop()), new DtlsNews());
        io.directory().addFragment(local.usernameFragment(), this);
        io.addPeer(this);
        if (checks != null) {
            io.directory().addTransaction(checks.transactionKey(), this);
            checks.onTick(nowNs, this::sendCheck);
        }
    }

    /** The credentials for our answer. */
    public IceCredentials localCredentials() {
        assertInLoop();
        return ice.localCredentials();
    }

    /** Whether this user fragment of an offer asks for an ICE restart (RFC 8839 §4.4.1.1.1). */
    public boolean isRestart(String remoteFragment) {
        assertInLoop();
        return !remoteFragment.equals(ice.remoteFragment());
    }

    /** Begins an ICE restart and returns the credentials for our answer; media keeps flowing on the old path meanwhile. */
    public IceCredentials restartIce(String remoteFragment) {
        assertInLoop();
        IceCredentials fresh = context.newCredentials();
        ice.localFragments().forEach(io.directory()::removeFragment);
        ice.restart(fresh, remoteFragment);
        ice.localFragments().forEach(fragment -> io.directory().addFragment(fragment, this));
        return fresh;
    }

    /** Where packets go, or null before the first check. */
    public @Nullable TransportAddress remoteAddress() {
        assertInLoop();
        return target == null ? null : target.remote();
    }

    @Override
    public void sendRtp(MemorySegment source, long offset, int length) {
        send(source, offset, length, true);
    }

    @Override
    public void sendRtcp(MemorySegment source, long offset, int length) {
        send(source, offset, length, false);
    }

    /** Says goodbye to the peer and ends; the listener hears {@link CloseReason#LOCAL}. Closing twice does nothing. */
    public void close() {
        assertInLoop();
        close(CloseReason.LOCAL);
    }

    LoopIo io() {
        return io;
    }

    /** Handles one datagram; returns whether this is the turn's first for this participant. */
    boolean onDatagram(ReceiveBatch batch, int slot, long nowNs) {
        long offset = batch.offset(slot);
        int length = batch.lengths[slot];
        if (closed) {
            drop(TransportDrop.CLOSED);
            return false;
        }
        switch (PacketKind.of(batch.slab, offset, length)) {
            case STUN -> onStun(batch, slot, nowNs);
            case DTLS -> onDtls(batch, slot);
            case RTP -> onSrtp(batch, slot, nowNs);
            case RTCP -> onSrtcp(batch, slot, nowNs);
            case UNKNOWN -> drop(TransportDrop.UNKNOWN_PROTOCOL);
        }
        boolean first = !touched;
        touched = true;
        return first;
    }

    void onTurnEnd(long nowNs) {
        touched = false;
        if (!closed && receiver != null) {
            listener.onTurnEnd(nowNs);
        }
    }

    void onTick(long nowNs) {
        ice.onTick(nowNs);
        if (closed) {
            return;
        }
        if (sender == null && nowNs - connectByNs >= 0) {
            close(CloseReason.CONNECT_TIMED_OUT);
            return;
        }
        if (checks != null) {
            checks.onTick(nowNs, this::sendCheck);
        }
        startDtlsIfClient();
    }

    void close(CloseReason reason) {
        if (closed) {
            return;
        }
        closed = true;
        dtls.close();
        ice.localFragments().forEach(io.directory()::removeFragment);
        if (checks != null) {
            io.directory().removeTransaction(checks.transactionKey());
        }
        ice.close();
        if (sender != null && receiver != null) {
            sender.close();
            receiver.close();
        }
        io.removePeer(this);
        listener.onClosed(reason);
    }

    /** Handles a check, or an answer to one of ours, that another loop has handed over as it came. */
    private void onStun(ReceiveBatch batch, int slot, long nowNs) {
        switch (StunCodec.decode(batch.bytes(slot))) {
            case BindingRequest request -> onCheck(request, batch.pair(slot), nowNs);
            case BindingSuccess success -> onCheckAnswered(success, batch.pair(slot), nowNs);
            case StunMessage.Ignored(), StunMessage.Malformed() -> drop(TransportDrop.STUN_IGNORED);
        }
    }

    /** Handles an answer that names a check of this session. */
    void onCheckAnswered(BindingSuccess success, CandidatePair way, long nowNs) {
        if (closed || checks == null) {
            drop(TransportDrop.CLOSED);
        } else if (!ice.onCheckAnswered(checks, success, way, nowNs)) {
            drop(TransportDrop.STUN_WRONG_INTEGRITY);
        }
    }

    /** From whichever of our addresses the system chooses: none of them has been told to the other side. */
    private void sendCheck(TransportAddress to, byte[] check) {
        sendPlain(new CandidatePair(to, LocalAddress.ANY), check);
    }

    /** Handles a check that names this session. */
    void onCheck(BindingRequest request, CandidatePair way, long nowNs) {
        if (closed) {
            drop(TransportDrop.CLOSED);
            return;
        }
        switch (ice.onBindingRequest(request, way, nowNs)) {
            case IceAnswer.Reply(byte[] message) -> sendPlain(way, message);
            case IceAnswer.Refused(IceAnswer.Reason reason) -> drop(TransportDrop.of(reason));
        }
    }

    private void onDtls(ReceiveBatch batch, int slot) {
        DtlsDrop refused = dtls.onDatagram(batch.bytes(slot), batch.from(slot).inetAddress());
        if (refused != null) {
            drop(TransportDrop.of(refused));
        }
    }

    private void onSrtp(ReceiveBatch batch, int slot, long nowNs) {
        if (receiver == null) {
            drop(TransportDrop.NOT_CONNECTED);
            return;
        }
        int plainLength = receiver.unprotectRtp(batch.slab, batch.offset(slot), batch.lengths[slot]);
        if (plainLength < 0) {
            drop(TransportDrop.of(SrtpDrop.ofCode(plainLength)));
            return;
        }
        onHeard(batch, slot, nowNs);
        listener.onRtp(batch.slab, batch.offset(slot), plainLength, nowNs);
    }

    private void onSrtcp(ReceiveBatch batch, int slot, long nowNs) {
        if (receiver == null) {
            drop(TransportDrop.NOT_CONNECTED);
            return;
        }
        int plainLength = receiver.unprotectRtcp(batch.slab, batch.offset(slot), batch.lengths[slot]);
        if (plainLength < 0) {
            drop(TransportDrop.of(SrtpDrop.ofCode(plainLength)));
            return;
        }
        onHeard(batch, slot, nowNs);
        listener.onRtcp(batch.slab, batch.offset(slot), plainLength, nowNs);
    }

    /** An authentic packet tells where the peer is. */
    private void onHeard(ReceiveBatch batch, int slot, long nowNs) {
        CandidatePair way = target;
        if (way == null || batch.isFrom(slot, way.remote())) {
            ice.onSelectedHeard(nowNs);
        } else if (ice.isSelectedSilent(nowNs)) {
            ice.onMoved(batch.pair(slot), nowNs);
        } else {
            ice.onHeard(nowNs);
        }
    }

    private void send(MemorySegment source, long offset, int length, boolean rtp) {
        CandidatePair way = target;
        if (sender == null || way == null || closed) {
            drop(TransportDrop.SEND_NOT_CONNECTED);
            return;
        }
        if (length > SendBatch.MAX_DATAGRAM_BYTES - SrtpSender.MAX_OVERHEAD_BYTES) {
            drop(TransportDrop.SEND_OVERSIZED);
            return;
        }
        SendBatch batch = io.outgoing(way);
        int sealed = rtp
                ? sender.protectRtp(source, offset, length, batch.slab, batch.position())
                : sender.protectRtcp(source, offset, length, batch.slab, batch.position());
        if (sealed < 0) {
            drop(TransportDrop.SRTP_SEND_REFUSED);
        } else {
            io.append(way, sealed);
        }
    }

    private void sendPlain(CandidatePair way, byte[] datagram) {
        SendBatch batch = io.outgoing(way);
        MemorySegment.copy(datagram, 0, batch.slab, ValueLayout.JAVA_BYTE, batch.position(), datagram.length);
        io.append(way, datagram.length);
    }

    private void startDtlsIfClient() {
        CandidatePair way = target;
        if (role == DtlsRole.CLIENT && way != null && dtls.start(way.remote().inetAddress()) != null) {
            drop(TransportDrop.DTLS_BUSY);
        }
    }

    private void drop(TransportDrop reason) {
        io.counters().drop(reason);
    }

    private void assertInLoop() {
        if (!io.loop().inLoop()) {
            throw new IllegalStateException("must run on the participant's loop, ran on " + Thread.currentThread());
        }
    }

    /** What the ICE session has to say. */
    private final class IceNews implements IceListener {
        @Override
        public void onAddressValidated(TransportAddress address) {
            io.directory().byAddress().put(address, PeerTransport.this);
        }

        @Override
        public void onAddressForgotten(TransportAddress address) {
            io.directory().byAddress().remove(address, PeerTransport.this);
        }

        @Override
        public void onPairSelected(CandidatePair pair) {
            CandidatePair before = target;
            target = pair;
            listener.onPathSelected(pair.remote().toString());
            if (before != null && !before.remote().isInNetworkOf(pair.remote())) {
                listener.onPathChanged();
            }
            startDtlsIfClient();
        }

        @Override
        public void onFragmentRetired(String localFragment) {
            io.directory().removeFragment(localFragment);
        }

        @Override
        public void onReachable(boolean reachable) {
            if (!closed && sender != null) {
                listener.onReachable(reachable);
            }
        }

        @Override
        public void onConsentLost() {
            close(CloseReason.CONSENT_LOST);
        }
    }

    /** What the DTLS association has to say. */
    private final class DtlsNews implements DtlsListener {
        @Override
        public void onDtlsConnected(SrtpKeyingMaterial keys) {
            sender = new SrtpSender(context.srtp(), keys);
            receiver = new SrtpReceiver(context.srtp(), keys);
            listener.onConnected(keys.profile());
        }

        @Override
        public void onDtlsFailed(DtlsFailure failure) {
            close(
                    switch (failure) {
                        case TIMED_OUT -> CloseReason.CONNECT_TIMED_OUT;
                        case FINGERPRINT_MISMATCH -> CloseReason.FINGERPRINT_MISMATCH;
                        case REFUSED -> CloseReason.HANDSHAKE_FAILED;
                    });
        }

        @Override
        public void onDtlsClosedByPeer() {
            close(CloseReason.CLOSED_BY_PEER);
        }

        @Override
        public void onDtlsOutput(byte[] datagram) {
            CandidatePair way = target;
            if (way != null) {
                sendPlain(way, datagram);
            }
        }
    }
}
