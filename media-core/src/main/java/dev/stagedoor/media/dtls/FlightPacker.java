package dev.stagedoor.media.dtls;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts the records of a flight next to each other into as few datagrams as they fit in (RFC 6347 §4.2.3). The library sends
 * a datagram for each; of five datagrams one is lost four times as often as of one. Belongs to the thread that runs the
 * library.
 */
final class FlightPacker {
    private final int limitBytes;
    private final List<byte[]> full = new ArrayList<>();
    private final ByteArrayOutputStream open = new ByteArrayOutputStream();
    /** The number that the next new message will have. */
    private int nextMessage;

    private boolean repeated;

    FlightPacker(int limitBytes) {
        this.limitBytes = limitBytes;
    }

    /** Adds a record, never longer than a datagram may be. */
    void add(byte[] buffer, int offset, int length) {
        byte[] bytes = new byte[length];
        System.arraycopy(buffer, offset, bytes, 0, length);
        int message = DtlsRecords.messageNumber(bytes);
        if (full.isEmpty() && open.size() == 0) {
            repeated = message >= 0 && message < nextMessage;
        }
        nextMessage = Math.max(nextMessage, message + 1);
        if (open.size() + length > limitBytes) {
            closeDatagram();
        }
        open.writeBytes(bytes);
    }

    /** Everything added since the last call; null if that is nothing. */
    @Nullable
    Flight take() {
        closeDatagram();
        if (full.isEmpty()) {
            return null;
        }
        Flight flight = new Flight(List.copyOf(full), repeated);
        full.clear();
        return flight;
    }

    private void closeDatagram() {
        if (open.size() > 0) {
            full.add(open.toByteArray());
            open.reset();
        }
    }
}
