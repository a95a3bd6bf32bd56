package dev.stagedoor.media.transport;

import dev.stagedoor.media.ice.CandidatePair;
import dev.stagedoor.media.ice.TransportAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a socket by sendmmsg. Whether a segmented message can go out is known to the system only when it has looked at the
 * way there, so a message may be refused whose datagrams it would take one by one: they are then sent so, at once and in order
 * (docs/decisions/0072).
 */
final class OutgoingMessages {
    private static final Logger LOG = LoggerFactory.getLogger(OutgoingMessages.class);

    /** Behind the headers of a batch: those of the datagrams of one refused message. */
    private static final int SINGLES = SendBatch.MAX_MESSAGES;

    private static final int HEADERS = SINGLES + SendBatch.MAX_SEGMENTS;

    private final SendCall call;
    private final boolean ipv6;
    private final SendBatch batch;
    private final MessageHeaders headers;
    private final SendControls controls;

    /** sendmmsg(2) on one socket, as {@link SystemCalls#send} makes it. */
    @FunctionalInterface
    interface SendCall {
        /** Sends up to {@code count} messages; how many, or the error number below zero when the first could not be sent. */
        int send(long headers, int count);
    }

    /** With {@code grouping} false no message has more than one datagram. */
    OutgoingMessages(SendCall call, boolean ipv6, boolean grouping) {
        this.call = call;
        this.ipv6 = ipv6;
        batch = new SendBatch(grouping);
        headers = new MessageHeaders(HEADERS, ipv6);
        controls = new SendControls(HEADERS, ipv6);
    }

    SendBatch batch() {
        return batch;
    }

    /** Sends the batch and counts what was sent and what was not; the batch is somebody else's to clear. */
    void send(LoopCounters counters) {
        int messages = batch.messages();
        for (int i = 0; i < messages; i++) {
            int segmentBytes = batch.segments[i] > 1 ? batch.segmentBytes[i] : 0;
            writeHeader(i, batch.offsets[i], batch.lengths[i], batch.ways[i], segmentBytes);
        }
        int done = 0;
        while (done < messages) {
            int sent = call.send(headers.pointer(done), messages - done);
            if (sent > 0) {
                for (int i = done; i < done + sent; i++) {
                    counters.sent(batch.segments[i]);
                }
                done += sent;
            } else if (onRefused(done, -sent, counters)) {
                done++;
            } else {
                // Waiting would only fill the slab: what cannot leave now is late already.
                counters.drop(TransportDrop.SEND_BUFFER_FULL, batch.datagrams(done + 1, messages));
                return;
            }
        }
    }

    /** What becomes of a message that was not sent; false if the send buffer is full. */
    private boolean onRefused(int message, int error, LoopCounters counters) {
        int segments = batch.segments[message];
        if (error == SystemCalls.AGAIN) {
            counters.drop(TransportDrop.SEND_BUFFER_FULL, segments);
            return false;
        }
        if (segments > 1 && isOfSegments(error)) {
            if (error == SystemCalls.IO) {
                stopGrouping();
            }
            return sendSingly(message, counters);
        }
        counters.drop(TransportDrop.SEND_FAILED, segments);
        return true;
    }

    private static boolean isOfSegments(int error) {
        return error == SystemCalls.IO || error == SystemCalls.INVALID || error == SystemCalls.TOO_LONG;
    }

    /** That error is the device's or the policy's, and meets all who are reached that way; a path too narrow is one peer's. */
    private void stopGrouping() {
        if (batch.isGrouping()) {
            batch.stopGrouping();
            LOG.warn(
                    "the system refuses segmented datagrams (EIO): by a network device without checksum offload before Linux"
                            + " 6.11, or by an IPsec policy; this socket now sends each by itself, for more processor time. Switch the"
                            + " offload on (ethtool -K DEVICE tx on), use a newer Linux, or set media.segmentation=false");
        }
    }

    /** Every segment of a message as a datagram of its own; false if the send buffer is full. */
    private boolean sendSingly(int message, LoopCounters counters) {
        int segments = batch.segments[message];
        int segmentBytes = batch.segmentBytes[message];
        int left = batch.lengths[message];
        for (int i = 0; i < segments; i++) {
            long offset = batch.offsets[message] + (long) i * segmentBytes;
            writeHeader(SINGLES + i, offset, Math.min(segmentBytes, left), batch.ways[message], 0);
            left -= segmentBytes;
        }
        int done = 0;
        while (done < segments) {
            int sent = call.send(headers.pointer(SINGLES + done), segments - done);
            if (sent > 0) {
                for (int i = 0; i < sent; i++) {
                    counters.sent(1);
                }
                done += sent;
            } else if (-sent == SystemCalls.AGAIN) {
                counters.drop(TransportDrop.SEND_BUFFER_FULL, segments - done);
                return false;
            } else {
                counters.drop(TransportDrop.SEND_FAILED);
                done++;
            }
        }
        return true;
    }

    /** With {@code segmentBytes} 0 the message is one datagram. */
    private void writeHeader(int index, long offset, int length, CandidatePair way, int segmentBytes) {
        headers.setBuffer(index, batch.slab.address() + offset, length);
        controls.write(headers, index, way.local(), segmentBytes);
        TransportAddress to = way.remote();
        SocketAddressMemory.write(headers.addresses(), headers.address(index), ipv6, to.high(), to.low(), to.port());
    }
}
