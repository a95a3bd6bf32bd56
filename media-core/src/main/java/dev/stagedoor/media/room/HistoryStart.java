package dev.stagedoor.media.room;

import dev.stagedoor.media.congestion.Ladder;
import dev.stagedoor.media.congestion.PathEstimator;
import dev.stagedoor.media.stream.StoredPacket;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds where a viewer who comes to a source later can begin at once: at its newest key frame, if that and all that followed are
 * still in the branch's history and the viewer's path digests them in one go. Otherwise a fresh key frame is to be asked for.
 * Belongs to the consumer.
 *
 * <p>Only a key frame that is younger than the interval between two requests counts. For one that is older nothing would be
 * gained: the next may be asked for at once, and comes without old pictures before it.
 */
final class HistoryStart {
    /** RTP header and extensions 36, tag 16, UDP and IP 28. */
    private static final int HEADER_BYTES = 80;

    private static final long INCOMPLETE = -1;

    private final RoomLimits limits;
    private final PathEstimator path;

    HistoryStart(ParticipantContext context) {
        limits = context.settings().limits();
        path = context.path();
    }

    /**
     * The first packet of the best start there is, null if there is none; valid until the branch is asked for another. The path
     * is then told of a burst, until {@link #end}.
     *
     * @param sinceNs what came until then is not for this viewer
     */
    @Nullable
    StoredPacket begin(Branch from, LayerSwitch layers, OutgoingStream stream, long sinceNs, long nowNs) {
        List<Ladder.Rung> rungs = from.producer().ladder().rungs();
        // Of what may be the first to be shown, the best; before anything was measured, any.
        int places = rungs.isEmpty() ? from.producer().encodings().size() : rungs.size();
        for (int i = places - 1; i >= 0; i--) {
            int encoding = rungs.isEmpty() ? i : rungs.get(i).encoding();
            StoredPacket first = layers.startsAt(encoding) ? from.newestKeyFrame(encoding) : null;
            if (first != null && stream.takes(first.format()) && isNew(first, sinceNs, nowNs)) {
                long bytes = bytes(from, first, layers);
                if (bytes != INCOMPLETE && path.beginBurst(bytes, mostNs(), nowNs)) {
                    return from.newestKeyFrame(encoding);
                }
            }
        }
        return null;
    }

    /** The packets have been sent. */
    void end() {
        path.endBurst();
    }

    private boolean isNew(StoredPacket first, long sinceNs, long nowNs) {
        long arrivalNs = first.arrivalNs();
        return arrivalNs > sinceNs
                && nowNs - arrivalNs < limits.keyFrameInterval().toNanos();
    }

    private long mostNs() {
        return (path.isKnown() ? limits.burstWhileShown() : limits.burstAtFirst()).toNanos();
    }

    /** What the viewer would be sent of the key frame and all that followed. */
    private static long bytes(Branch from, StoredPacket first, LayerSwitch layers) {
        int encoding = first.encoding();
        int generation = first.generation();
        long sum = 0;
        for (long sequence = first.sequence(); sequence <= from.newest(encoding); sequence++) {
            StoredPacket packet = from.find(encoding, sequence, generation);
            if (packet == null) {
                return INCOMPLETE;
            }
            sum += layers.wants(packet) ? HEADER_BYTES + packet.payloadLength() + packet.paddingLength() : 0;
        }
        return sum;
    }
}
