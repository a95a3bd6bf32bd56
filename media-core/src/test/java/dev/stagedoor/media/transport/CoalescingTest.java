package dev.stagedoor.media.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.media.ice.CandidatePair;
import dev.stagedoor.media.ice.LocalAddress;
import dev.stagedoor.media.ice.TransportAddress;
import io.netty.channel.epoll.Epoll;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Segmented messages from one socket to another: loopback hands them over whole to a socket that asks for it. */
class CoalescingTest {
    private static final int LENGTH = 900;

    @BeforeAll
    static void loadNativeTransport() {
        Epoll.ensureAvailability();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldTakeTheSameDatagramsFromASocketThatCoalescesAndFromOneThatDoesNot(boolean coalescing)
            throws IOException {
        EpollDatagramIo sender = bind("127.0.0.1", false);
        EpollDatagramIo receiver = bind("0.0.0.0", coalescing);
        send(sender, receiver.port(), 0, 63, LENGTH);
        send(sender, receiver.port(), 63, 64, 300);
        send(sender, receiver.port(), 64, 65, 0);

        ReceiveBatch batch = receiver.incoming();
        assertThat(receiver.receive()).isEqualTo(65);
        for (int i = 0; i < 65; i++) {
            assertThat(batch.lengths[i]).isEqualTo(i < 63 ? LENGTH : i == 63 ? 300 : 0);
            assertThat(batch.ports[i]).isEqualTo(sender.port());
            assertThat(batch.pair(i).local()).isEqualTo(new LocalAddress(0, TransportAddress.mapped(0x7F00_0001)));
            if (i < 64) {
                assertThat(batch.slab.get(ValueLayout.JAVA_INT_UNALIGNED, batch.offset(i)))
                        .isEqualTo(i);
            }
        }
        assertThat(receiver.receive()).isZero();
        sender.close();
        receiver.close();
    }

    @Test
    void shouldTakeMoreDatagramsThanMessages() throws IOException {
        EpollDatagramIo sender = bind("127.0.0.1", false);
        EpollDatagramIo receiver = bind("127.0.0.1", true);
        for (int i = 0; i < 256; i += 64) {
            send(sender, receiver.port(), i, i + 64, LENGTH);
        }
        assertThat(receiver.receive())
                .as("four messages; without coalescing, a receive ends after %d", ReceiveBatch.BURST)
                .isEqualTo(256);
        for (int i = 0; i < 256; i++) {
            assertThat(receiver.incoming()
                            .slab
                            .get(
                                    ValueLayout.JAVA_INT_UNALIGNED,
                                    receiver.incoming().offset(i)))
                    .isEqualTo(i);
        }
        sender.close();
        receiver.close();
    }

    @Test
    void shouldMarkWhatIsLongerThanAnyHonestDatagram() throws IOException {
        EpollDatagramIo sender = bind("127.0.0.1", false);
        EpollDatagramIo receiver = bind("127.0.0.1", true);
        send(sender, receiver.port(), 0, 1, ReceiveBatch.SLOT_BYTES);
        send(sender, receiver.port(), 1, 2, LENGTH);
        sendWhole(sender, receiver.port(), 3_000);

        assertThat(receiver.receive()).isEqualTo(3);
        assertThat(receiver.incoming().lengths).startsWith(ReceiveBatch.SLOT_BYTES, LENGTH, ReceiveBatch.TRUNCATED);
        sender.close();
        receiver.close();
    }

    /** Datagrams that begin with their numbers, in as few messages as possible. */
    private static void send(EpollDatagramIo sender, int port, int from, int to, int length) {
        SendBatch batch = sender.outgoing();
        for (int i = from; i < to; i++) {
            if (length >= Integer.BYTES) {
                batch.slab.set(ValueLayout.JAVA_INT_UNALIGNED, batch.position(), i);
            }
            batch.append(way(port), length);
        }
        sender.send(new LoopCounters());
    }

    /** One datagram in spite of its length. */
    private static void sendWhole(EpollDatagramIo sender, int port, int length) {
        sender.outgoing().append(way(port), length);
        sender.send(new LoopCounters());
    }

    private static CandidatePair way(int port) {
        return new CandidatePair(new TransportAddress(0, TransportAddress.mapped(0x7F00_0001), port), LocalAddress.ANY);
    }

    private static EpollDatagramIo bind(String address, boolean coalescing) throws IOException {
        return EpollDatagramIo.bind(
                new InetSocketAddress(InetAddress.getByName(address), 0), 4 << 20, coalescing, true);
    }
}
