package dev.stagedoor.media.transport;

import dev.stagedoor.media.srtp.SrtpBackend;
import dev.stagedoor.media.srtp.SrtpSender;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Sends frames of several packets, protected, to the server of a {@link ForwardFixture}. */
final class BurstPublisher {
    private static final int HEADER_BYTES = 12;
    private static final int MOST_PACKETS = 16;
    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private final ForwardFixture.Member publisher;
    private final SrtpSender sender;
    private final MemorySegment plain = Arena.ofAuto().allocate(2_048, 64);
    private final MemorySegment[] sealed = new MemorySegment[MOST_PACKETS];
    private final ByteBuffer[] datagrams = new ByteBuffer[MOST_PACKETS];
    private int sequenceNumber;

    BurstPublisher(ForwardFixture.Member publisher) {
        this.publisher = publisher;
        sender = new SrtpSender(SrtpBackend.fastest(), publisher.keys());
        for (int i = 0; i < MOST_PACKETS; i++) {
            sealed[i] = Arena.ofAuto().allocate(2_048, 64);
            datagrams[i] = sealed[i].asByteBuffer();
        }
    }

    /** Protects a frame of so many packets, the first ones a byte shorter than this payload, and writes it to the socket. */
    void write(int packets, int payloadBytes) {
        for (int i = 0; i < packets; i++) {
            boolean keyFrame = sequenceNumber == 0;
            boolean last = i == packets - 1;
            plain.set(SHORT, 0, (short) (0x8000 | ForwardFixture.PAYLOAD_TYPE | (last ? 0x80 : 0)));
            plain.set(SHORT, 2, (short) sequenceNumber++);
            plain.set(INT, 8, ForwardFixture.PUBLISHED_SSRC);
            plain.set(INT, HEADER_BYTES, keyFrame ? 0x1000_0000 : 0x1001_0000);
            int length = HEADER_BYTES + payloadBytes - (i < packets / 2 ? 1 : 0);
            int sealedLength = sender.protectRtp(plain, 0, length, sealed[i], 0);
            datagrams[i].clear().limit(sealedLength);
        }
        try {
            for (int i = 0; i < packets; i++) {
                publisher.channel().write(datagrams[i]);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
