package dev.stagedoor.media.transport;

import dev.stagedoor.media.ice.TransportAddress;
import io.netty.channel.IoEvent;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoRegistration;
import io.netty.channel.nio.NioIoHandle;
import io.netty.channel.nio.NioIoOps;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectableChannel;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's datagram channel: one system call and a few objects per datagram, but it runs everywhere. It cannot tell which
 * of several local addresses a datagram came to, so the system chooses where answers leave from: a host with several
 * addresses that has no recvmmsg must be bound to the one that it advertises.
 */
final class NioDatagramIo implements DatagramIo, NioIoHandle {
    private final DatagramChannel channel;
    private final ReceiveBatch incoming = new ReceiveBatch(ReceiveBatch.BURST);
    private final SendBatch outgoing = new SendBatch(false);
    private final ByteBuffer[] slots = new ByteBuffer[ReceiveBatch.BURST];
    private final ByteBuffer sendSlab = outgoing.slab.asByteBuffer();
    private @Nullable Runnable onReadable;

    private NioDatagramIo(DatagramChannel channel) {
        this.channel = channel;
        for (int i = 0; i < slots.length; i++) {
            slots[i] = incoming.slab
                    .asSlice(incoming.offset(i), ReceiveBatch.SLOT_BYTES)
                    .asByteBuffer();
        }
    }

    /** Binds a socket; one that shares its port, if the system can do that. */
    static NioDatagramIo bind(InetSocketAddress address, int bufferBytes) throws IOException {
        DatagramChannel channel = DatagramChannel.open();
        try {
            channel.configureBlocking(false);
            trySet(channel, StandardSocketOptions.SO_REUSEPORT, true);
            trySet(channel, StandardSocketOptions.SO_RCVBUF, bufferBytes);
            trySet(channel, StandardSocketOptions.SO_SNDBUF, bufferBytes);
            channel.bind(address);
            return new NioDatagramIo(channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** Whether several loops can have a socket on one port. */
    static boolean canSharePort() {
        try (DatagramChannel channel = DatagramChannel.open()) {
            return channel.supportedOptions().contains(StandardSocketOptions.SO_REUSEPORT);
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public String description() {
        return "NIO datagram channel";
    }

    @Override
    public int port() {
        return channel.socket().getLocalPort();
    }

    @Override
    public SelectableChannel selectableChannel() {
        return channel;
    }

    @Override
    public ReceiveBatch incoming() {
        return incoming;
    }

    @Override
    public SendBatch outgoing() {
        return outgoing;
    }

    @Override
    public void register(IoEventLoop loop, Runnable readable) throws IOException {
        onReadable = readable;
        try {
            loop.register(this).sync().getNow().submit(NioIoOps.READ);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while registering a socket", e);
        }
    }

    @Override
    public void handle(IoRegistration registration, IoEvent event) {
        if (onReadable != null) {
            onReadable.run();
        }
    }

    @Override
    public int receive() {
        int count = 0;
        while (count < ReceiveBatch.BURST && receiveInto(count)) {
            count++;
        }
        return count;
    }

    private boolean receiveInto(int slot) {
        ByteBuffer buffer = slots[slot].clear();
        try {
            if (!(channel.receive(buffer) instanceof InetSocketAddress from)) {
                return false;
            }
            TransportAddress address = TransportAddress.of(from);
            // The channel cuts without a word; a slot that is full to the brim was cut.
            int length = buffer.hasRemaining() ? buffer.position() : ReceiveBatch.TRUNCATED;
            incoming.set(slot, length, address.high(), address.low(), address.port());
            return true;
        } catch (IOException e) {
            // An error of an earlier send, reported late, or the socket is being closed.
            return false;
        }
    }

    @Override
    public void send(LoopCounters counters) {
        for (int i = 0; i < outgoing.messages(); i++) {
            int start = (int) outgoing.offsets[i];
            ByteBuffer datagram = sendSlab.clear().position(start).limit(start + outgoing.lengths[i]);
            sendOne(datagram, outgoing.ways[i].remote().toInetSocketAddress(), counters);
        }
        outgoing.clear();
    }

    private void sendOne(ByteBuffer datagram, InetSocketAddress to, LoopCounters counters) {
        try {
            if (channel.send(datagram, to) == 0) {
                counters.drop(TransportDrop.SEND_BUFFER_FULL);
            } else {
                counters.sent(1);
            }
        } catch (IOException e) {
            counters.drop(TransportDrop.SEND_FAILED);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close a UDP socket", e);
        }
    }

    private static <T> void trySet(DatagramChannel channel, SocketOption<T> option, T value) throws IOException {
        if (channel.supportedOptions().contains(option)) {
            channel.setOption(option, value);
        }
    }
}
