package dev.stagedoor.media.transport;

import dev.stagedoor.media.dtls.DtlsRole;
import dev.stagedoor.media.ice.IceCredentials;
import dev.stagedoor.media.room.MediaLoop;
import dev.stagedoor.media.srtp.SrtpProfile;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/** A participant that sends everything back: control packets at once, media at the end of the turn. */
final class ServerSide implements PeerListener {
    static final String ANOTHER_PATH = "another path";

    final CompletableFuture<SrtpProfile> connected = new CompletableFuture<>();
    final CompletableFuture<CloseReason> closed = new CompletableFuture<>();
    final BlockingQueue<Boolean> reachable = new LinkedBlockingQueue<>();
    /** Addresses, each followed by {@link #ANOTHER_PATH} if it leads there. */
    final BlockingQueue<String> paths = new LinkedBlockingQueue<>();

    final MediaLoop loop;
    private final MemorySegment held = Arena.ofAuto().allocate(64 * 2_048);
    private final int[] heldLengths = new int[64];
    private int heldCount;
    private @Nullable PeerTransport transport;

    private ServerSide(MediaLoop loop) {
        this.loop = loop;
    }

    /** Opens a transport on a loop and waits for it. */
    static ServerSide open(UdpServer server, MediaLoop loop, String peerFragment) {
        ServerSide side = new ServerSide(loop);
        PeerParameters parameters = new PeerParameters(peerFragment, TestPeer.fingerprint(), DtlsRole.SERVER);
        side.on(() -> side.transport = server.open(loop, parameters, side));
        return side;
    }

    PeerTransport transport() {
        return Objects.requireNonNull(transport);
    }

    IceCredentials credentials() {
        CompletableFuture<IceCredentials> answer = new CompletableFuture<>();
        loop.execute(() -> answer.complete(transport().localCredentials()));
        return TestPeer.await(answer);
    }

    /** Runs something on the loop and waits for it. */
    void on(Runnable task) {
        TestPeer.await(CompletableFuture.runAsync(task, loop::execute));
    }

    @Override
    public void onConnected(SrtpProfile profile) {
        connected.complete(profile);
    }

    @Override
    public void onRtp(MemorySegment packet, long offset, int length, long nowNs) {
        MemorySegment.copy(packet, offset, held, heldCount * 2_048L, length);
        heldLengths[heldCount++] = length;
    }

    @Override
    public void onRtcp(MemorySegment packet, long offset, int length, long nowNs) {
        transport().sendRtcp(packet, offset, length);
    }

    @Override
    public void onTurnEnd(long nowNs) {
        for (int i = 0; i < heldCount; i++) {
            transport().sendRtp(held, i * 2_048L, heldLengths[i]);
        }
        heldCount = 0;
    }

    @Override
    public void onPathSelected(String address) {
        paths.add(address);
    }

    @Override
    public void onPathChanged() {
        paths.add(ANOTHER_PATH);
    }

    @Override
    public void onReachable(boolean nowReachable) {
        reachable.add(nowReachable);
    }

    @Override
    public void onClosed(CloseReason reason) {
        closed.complete(reason);
    }
}
