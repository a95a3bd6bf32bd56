package dev.stagedoor.media.room;

import dev.stagedoor.media.codec.PayloadTypes;
import dev.stagedoor.media.congestion.ArrivalLog;
import dev.stagedoor.media.rtcp.RtcpWriter;
import dev.stagedoor.media.rtp.ExtensionIds;
import dev.stagedoor.media.rtp.RtpPacket;
import dev.stagedoor.media.rtp.WireBytes;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything that one participant sends us; belongs to its loop. */
final class Uplink {
    private static final long FEEDBACK_INTERVAL_NS = 100_000_000;
    private static final long REPORT_INTERVAL_NS = 1_000_000_000;
    private static final double NS_PER_MS = 1e6;

    private final ParticipantContext context;
    private final RtpPacket packet = new RtpPacket();
    private final SourceTable sources;
    private final UplinkRate rate;

    /** Only of those who send: it is large, and most participants watch. */
    private @Nullable ArrivalLog arrivals;

    private List<Producer> producers = List.of();
    private int transportWideId;
    private long feedbackNs;
    private long reportNs;

    Uplink(ParticipantContext context) {
        this.context = context;
        sources = new SourceTable(context.settings().limits().sourcesPerParticipant());
        rate = new UplinkRate(context);
    }

    /** These are the sections that the participant may send on. */
    void onProducers(List<Producer> next) {
        producers = new ArrayList<>(next);
        sources.clear();
        transportWideId = 0;
        for (Producer producer : next) {
            transportWideId =
                    Math.max(transportWideId, producer.plan().extensions().transportWideSequenceNumber());
            for (Encoding encoding : producer.encodings()) {
                SectionPlan.StreamSources announced = encoding.announced().sources();
                learn(announced.ssrc() != 0 ? announced.ssrc() : encoding.ssrc(), producer, encoding, false);
                learn(announced.retransmissionSsrc(), producer, encoding, true);
            }
        }
        if (transportWideId != 0 && arrivals == null) {
            arrivals = new ArrivalLog();
        }
        rate.onProducers(producers);
    }

    boolean isEmpty() {
        return producers.isEmpty();
    }

    /** The way of every packet, in this order. */
    void onRtp(MemorySegment segment, long offset, int length, long nowNs) {
        if (!packet.wrap(segment, offset, length)) {
            context.drops().count(Drop.MALFORMED_RTP);
            return;
        }
        logArrival(nowNs);
        SourceTable.Entry source = sources.find(packet.ssrc());
        if (source == null) {
            source = learn(nowNs);
        }
        if (source == null) {
            context.drops().count(Drop.UNKNOWN_SOURCE);
            return;
        }
        rate.onPacket(packet, length, source.producer(), nowNs);
        if (source.retransmission()) {
            source.producer().onRetransmission(packet, source.encoding(), nowNs);
        } else {
            source.producer().onRtp(packet, source.encoding(), false, nowNs);
        }
    }

    private void logArrival(long nowNs) {
        if (arrivals != null
                && transportWideId != 0
                && packet.findExtension(transportWideId)
                && packet.elementLength() >= 2) {
            arrivals.onPacket(WireBytes.u16(packet.segment(), packet.elementOffset()), nowNs);
        }
    }

    /** The receive burst is over: what came in it goes on, and feedback that is due goes back. */
    void onTurnEnd(long nowNs) {
        for (int i = 0; i < producers.size(); i++) {
            producers.get(i).onTurnEnd(nowNs);
        }
        sendFeedbackIfDue(nowNs);
    }

    /**
     * Repetitions, feedback and reports that are due.
     *
     * @param roundTripNs 0 until measured
     */
    void onTick(long roundTripNs, long nowNs) {
        for (int i = 0; i < producers.size(); i++) {
            producers.get(i).onTick(roundTripNs, nowNs);
        }
        sendFeedbackIfDue(nowNs);
        rate.onTick(roundTripNs, nowNs);
        if (nowNs - reportNs >= REPORT_INTERVAL_NS && !producers.isEmpty()) {
            reportNs = nowNs;
            sendReports(nowNs);
        }
    }

    private void sendFeedbackIfDue(long nowNs) {
        if (arrivals != null && arrivals.pending() && nowNs - feedbackNs >= FEEDBACK_INTERVAL_NS) {
            feedbackNs = nowNs;
            arrivals.report(context.control().begin(), context.control().ssrc(), anySource());
            context.control().flush();
        }
    }

    /** One that the participant sends from: browsers pass over feedback that names none of theirs. */
    private long anySource() {
        for (int i = 0; i < producers.size(); i++) {
            if (producers.get(i).ssrc() != 0) {
                return producers.get(i).ssrc();
            }
        }
        return 0;
    }

    /** Receiver report, and what the participant may send at most. */
    private void sendReports(long nowNs) {
        RtcpWriter out = context.control().begin();
        long ownSsrc = context.control().ssrc();
        out.receiverReport(ownSsrc);
        for (Producer producer : producers) {
            producer.report(out, nowNs);
        }
        context.control().appendName(ownSsrc);
        rate.append(out, nowNs);
        context.control().flush();
    }

    /** Its packets come another way from now on. */
    void onPathChanged() {
        rate.onPathChanged();
    }

    /** See {@link UplinkRate#estimate}. */
    long estimateBitsPerSecond() {
        return rate.estimate();
    }

    void onSenderReport(long ssrc, long ntp, long rtpTimestamp, long nowNs) {
        SourceTable.Entry source = sources.find(ssrc);
        if (source != null && !source.retransmission()) {
            source.encoding().onSenderReport(ntp, rtpTimestamp, nowNs);
        }
    }

    /** See {@link QualityScore}; it is the worst stream that one complains about. */
    double score(long roundTripNs) {
        double loss = 0;
        double jitterMs = 0;
        for (Producer producer : producers) {
            for (Encoding encoding : producer.encodings()) {
                loss = Math.max(loss, encoding.missingRatio());
                jitterMs = Math.max(jitterMs, encoding.jitterMs());
            }
        }
        boolean known = producers.stream()
                .flatMap(producer -> producer.encodings().stream())
                .anyMatch(Encoding::isHeard);
        return known ? QualityScore.of(loss, roundTripNs / NS_PER_MS, jitterMs, 0) : QualityScore.UNKNOWN;
    }

    List<TrackStatistics> statistics() {
        return producers.stream()
                .flatMap(producer -> producer.statistics().stream())
                .toList();
    }

    /** Finds the section of the packet at hand (RFC 9143 §9.2): by its mid, else by a payload type that is unique. */
    private SourceTable.@Nullable Entry learn(long nowNs) {
        Producer found = null;
        for (Producer producer : producers) {
            if (!accepts(producer)) {
                continue;
            }
            if (find(producer.plan().extensions().mid())) {
                if (reads(producer.plan().mid())) {
                    return learnEncoding(producer, nowNs);
                }
            } else if (found != null) {
                return null;
            } else {
                found = producer;
            }
        }
        return found == null ? null : learnEncoding(found, nowNs);
    }

    /** Of several encodings a packet must name its own; browsers do so until we have reported on the stream. */
    private SourceTable.@Nullable Entry learnEncoding(Producer producer, long nowNs) {
        boolean retransmission = isRetransmission(producer);
        List<Encoding> encodings = producer.encodings();
        if (encodings.size() == 1) {
            return learnSource(producer, encodings.getFirst(), retransmission, nowNs);
        }
        ExtensionIds ids = producer.plan().extensions();
        if (!find(retransmission ? ids.repairedRid() : ids.rid())) {
            return null;
        }
        for (Encoding encoding : encodings) {
            if (reads(encoding.announced().rid())) {
                return learnSource(producer, encoding, retransmission, nowNs);
            }
        }
        return null;
    }

    private SourceTable.@Nullable Entry learnSource(
            Producer producer, Encoding encoding, boolean retransmission, long nowNs) {
        if (!retransmission && !encoding.mayComeFrom(packet.ssrc(), nowNs)) {
            context.drops().count(Drop.SOURCE_CHANGES);
            return null;
        }
        return learn(packet.ssrc(), producer, encoding, retransmission);
    }

    private boolean accepts(Producer producer) {
        return producer.payloadTypes().codec(packet.payloadType()) != PayloadTypes.NONE || isRetransmission(producer);
    }

    private boolean isRetransmission(Producer producer) {
        return producer.payloadTypes().retransmittedCodec(packet.payloadType()) != PayloadTypes.NONE;
    }

    private boolean find(int extensionId) {
        return extensionId != 0 && packet.findExtension(extensionId);
    }

    /** Whether the extension just found says this. */
    private boolean reads(String expected) {
        byte[] text = new byte[packet.elementLength()];
        MemorySegment.copy(packet.segment(), ValueLayout.JAVA_BYTE, packet.elementOffset(), text, 0, text.length);
        return new String(text, StandardCharsets.US_ASCII).equals(expected);
    }

    private SourceTable.@Nullable Entry learn(long ssrc, Producer producer, Encoding encoding, boolean retransmission) {
        if (ssrc == 0) {
            return null;
        }
        SourceTable.Entry entry = new SourceTable.Entry(producer, encoding, retransmission);
        if (!sources.put(ssrc, entry)) {
            context.drops().count(Drop.TOO_MANY_SOURCES);
            return null;
        }
        if (!retransmission) {
            encoding.onSource(ssrc);
        }
        return entry;
    }
}
