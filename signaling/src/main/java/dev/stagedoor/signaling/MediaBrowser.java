package dev.stagedoor.signaling;

import dev.stagedoor.signaling.MediaGateway.MediaKind;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What the admin console asks of the media node; it changes nothing for anybody. Methods may block for a moment. */
public interface MediaBrowser {
    /** What the node's media loops have done since the start. */
    List<Loop> loops();

    /** Open rooms and who is in them now. */
    List<Room> rooms();

    /** What happened to a participant, oldest first; empty for one that is not known or is forgotten. */
    List<Event> timeline(UUID roomId, UUID participantId);

    /**
     * Begins to write down the headers of a participant's packets, without payload; what was written before is dropped.
     *
     * @return false for one that is not connected
     */
    boolean startCapture(UUID roomId, UUID participantId);

    /** What was written so far: a file in the format of pcap, empty if nothing was begun. */
    byte[] capture(UUID roomId, UUID participantId);

    /** Ends that, if it was begun. */
    void endCapture(UUID roomId, UUID participantId);

    /**
     * A loop, the thread that forwards for its share of the participants. Counts only grow.
     *
     * @param cpuMs processor time, -1 where the system does not tell
     */
    record Loop(int index, long receivedDatagrams, long sentDatagrams, long cpuMs) {}

    /** An open room. */
    record Room(UUID id, List<Participant> participants) {}

    /**
     * A participant with a transport.
     *
     * @param roundTripMs 0 while unknown
     * @param estimatedBitsPerSecond what the way to the participant is taken to carry, 0 while unknown
     * @param estimatedUplinkBitsPerSecond the same of the way to us; 0 also where the participant finds out by itself
     * @param uplinkScore how good the way to us is, 1 (bad) to 5 (excellent); 0 while unknown
     * @param downlinkScore the same for the way to the participant
     */
    record Participant(
            UUID id,
            boolean connected,
            long roundTripMs,
            long estimatedBitsPerSecond,
            long estimatedUplinkBitsPerSecond,
            double uplinkScore,
            double downlinkScore,
            List<Track> tracks) {}

    /**
     * One stream of a participant.
     *
     * @param rid the encoding of a simulcast, empty where there is one stream
     * @param outgoing whether it goes to the participant
     * @param lossRatio 0 to 1, in the last second or so
     */
    record Track(
            String mid,
            String rid,
            MediaKind kind,
            boolean outgoing,
            long packets,
            long bytes,
            long lost,
            long retransmitted,
            double lossRatio,
            double jitterMs,
            long keyFrames) {}

    /** Something that happened, perhaps several times in a row. */
    record Event(Instant firstAt, Instant lastAt, int times, String kind, String detail) {
        private static final String OF_AN_ADDRESS = "PATH_SELECTED";

        /** The same without a peer's network address, for those whom it is no concern of. */
        public Event withoutAddress() {
            return kind.equals(OF_AN_ADDRESS) ? new Event(firstAt, lastAt, times, kind, "") : this;
        }
    }
}
