package dev.stagedoor.media.dtls;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Brings the records of a handshake into an order in which nothing is lost to the library.
 *
 * <p>The library changes to the new keys as soon as it reads ChangeCipherSpec, and from then on throws away what comes under
 * the old ones. If the network has lost or delayed the client's CertificateVerify, which stands just before, every
 * repetition of it is thrown away, too, and the handshake hangs until its time is up. And it throws away what comes under
 * keys that it has not yet changed to, although nothing but a repetition would bring it again. So both wait here: the
 * change for what belongs before it, the rest for the change. Belongs to the loop.
 */
final class RecordOrder {
    private static final int CERTIFICATE_VERIFY = 15;

    /** A handshake has fewer messages. */
    private static final int MOST_MESSAGES = 16;

    /** As long as a certificate chain may be. */
    private static final int MOST_MESSAGE_BYTES = 1 << 14;

    /** Finished, some repetitions of it, and alerts. */
    private static final int MOST_WAITING = 8;

    private final boolean awaitsVerify;
    private final SeenRecords seen;
    private final Map<Integer, BitSet> parts = new HashMap<>();
    private final BitSet complete = new BitSet();
    private final List<byte[]> underNewKeys = new ArrayList<>();
    private int verifyMessage = -1;
    private byte[] change = {};
    private boolean changed;

    /** For one handshake in this role. */
    RecordOrder(DtlsRole role, SeenRecords seen) {
        awaitsVerify = role == DtlsRole.SERVER;
        this.seen = seen;
    }

    /** What the library may read now that this datagram is here, in order. */
    List<ReceivedRecord> onDatagram(byte[] datagram) {
        List<ReceivedRecord> readable = new ArrayList<>();
        for (byte[] bytes : DtlsRecords.split(datagram)) {
            if (!DtlsRecords.isUnencrypted(bytes)) {
                if (underNewKeys.size() < MOST_WAITING) {
                    underNewKeys.add(bytes);
                }
            } else if (DtlsRecords.isChangeCipherSpec(bytes)) {
                change = bytes;
            } else if (!changed) {
                noteMessages(bytes);
                readable.add(new ReceivedRecord(bytes, seen.note(bytes)));
            }
        }
        if (!changed && change.length > 0 && isBeforeChangeComplete()) {
            changed = true;
            readable.add(new ReceivedRecord(change, false));
        }
        if (changed) {
            underNewKeys.forEach(bytes -> readable.add(new ReceivedRecord(bytes, false)));
            underNewKeys.clear();
        }
        return readable;
    }

    /** What a server sends before its change is the client's doing already, so a client need not wait for anything. */
    private boolean isBeforeChangeComplete() {
        return !awaitsVerify || (verifyMessage >= 0 && complete.nextClearBit(0) > verifyMessage);
    }

    private void noteMessages(byte[] bytes) {
        DtlsRecords.forEachFragment(bytes, (type, number, messageBytes, from, length) -> {
            if (number < MOST_MESSAGES && messageBytes <= MOST_MESSAGE_BYTES) {
                BitSet received = parts.computeIfAbsent(number, _ -> new BitSet());
                received.set(from, from + length);
                complete.set(number, complete.get(number) || received.cardinality() >= messageBytes);
                if (type == CERTIFICATE_VERIFY) {
                    verifyMessage = number;
                }
            }
        });
    }
}
