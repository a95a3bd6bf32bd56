package dev.stagedoor.media.congestion;

import dev.stagedoor.media.rtcp.RtcpWriter;
import dev.stagedoor.media.rtcp.TransportFeedbackWriter;
import dev.stagedoor.media.rtp.SequenceUnwrapper;
import java.util.Arrays;

/**
 * When each packet of a publisher arrived, by transport-wide sequence number, until it has been reported. Every message
 * covers all numbers from the end of the previous one to the newest; a packet that comes late, after it was reported
 * missing, makes the next message begin at it, which corrects the sender's picture.
 */
public final class ArrivalLog {
    /** Numbers remembered; at 100 ms between messages that is a publisher of 20,000 packets a second. */
    private static final int CAPACITY = 2048;

    private static final long NS_PER_TICK = 250_000;

    private final SequenceUnwrapper unwrapper = new SequenceUnwrapper();
    private final long[] numbers = new long[CAPACITY];
    private final long[] arrivalNs = new long[CAPACITY];
    private final long[] ticks = new long[TransportFeedbackWriter.MAX_PACKETS];
    private final TransportFeedbackWriter writer = new TransportFeedbackWriter();
    private long nextToReport;
    private long newest;
    private boolean started;
    private int feedbackCount;

    /** An empty log. */
    public ArrivalLog() {
        Arrays.fill(numbers, Long.MIN_VALUE);
    }

    /** A packet with this transport-wide sequence number has arrived. */
    public void onPacket(int transportWideSequenceNumber, long nowNs) {
        long number = unwrapper.unwrap(transportWideSequenceNumber);
        if (!started) {
            started = true;
            nextToReport = number;
            newest = number;
        }
        if (number <= newest - CAPACITY) {
            return;
        }
        int index = (int) Math.floorMod(number, (long) CAPACITY);
        if (numbers[index] == number) {
            return;
        }
        numbers[index] = number;
        arrivalNs[index] = nowNs;
        newest = Math.max(newest, number);
        nextToReport = Math.min(nextToReport, number);
    }

    /** Whether there is anything to report. */
    public boolean pending() {
        return started && nextToReport <= newest;
    }

    /** Appends messages about everything that is unreported, as far as there is room; the rest waits for the next call. */
    public void report(RtcpWriter out, long senderSsrc, long mediaSsrc) {
        nextToReport = Math.max(nextToReport, newest - CAPACITY + 1);
        while (pending()) {
            int count = (int) Math.min(newest - nextToReport + 1, ticks.length);
            for (int i = 0; i < count; i++) {
                ticks[i] = arrivalTicks(nextToReport + i);
            }
            int base = (int) (nextToReport & 0xFFFF);
            int covered = writer.write(out, senderSsrc, mediaSsrc, base, feedbackCount & 0xFF, ticks, count);
            if (covered == 0) {
                return;
            }
            feedbackCount++;
            nextToReport += covered;
        }
    }

    private long arrivalTicks(long number) {
        int index = (int) Math.floorMod(number, (long) CAPACITY);
        return numbers[index] == number ? arrivalNs[index] / NS_PER_TICK : TransportFeedbackWriter.MISSING;
    }
}
