package dev.stagedoor.media.room;

import dev.stagedoor.media.codec.Codec;
import dev.stagedoor.media.codec.FrameReader;
import dev.stagedoor.media.codec.MediaKind;
import dev.stagedoor.media.codec.NegotiatedCodec;
import dev.stagedoor.media.codec.PayloadFormat;
import dev.stagedoor.media.codec.PayloadTypes;
import dev.stagedoor.media.codec.RedPayload;
import dev.stagedoor.media.congestion.Ladder;
import dev.stagedoor.media.congestion.ReceiverEstimator;
import dev.stagedoor.media.rtcp.RtcpWriter;
import dev.stagedoor.media.rtp.RtpPacket;
import dev.stagedoor.media.rtp.WireBytes;
import dev.stagedoor.media.stream.ReceiveStream;
import dev.stagedoor.media.stream.Retransmission;
import dev.stagedoor.media.stream.StoredPacket;
import java.util.ArrayList;
import java.util.List;

/**
 * What one participant sends on one section, in one encoding or in several. Belongs to the participant's loop, except
 * {@link #ladder} and the encodings' clocks, which any loop may read.
 */
final class Producer {
    /** Below this a moving picture is none. */
    private static final long LEAST_BITS_PER_SECOND = 100_000;

    /** Above it is the sender's own guess whether that was speech (RFC 6464 §3). */
    private static final int LEVEL_MASK = 0x7F;

    private final SectionPlan plan;
    private final ParticipantContext context;
    private final String publisher;
    private final PayloadTypes payloadTypes;
    private final List<PayloadFormat> formats;
    private final List<Encoding> encodings;
    private final FrameReader frame = new FrameReader();
    private final PublishedLayers layers;
    private final List<Branch> branches = new ArrayList<>();
    private int primaryOffset;
    private int primaryFormat;
    private volatile Ladder ladder = Ladder.UNKNOWN;

    Producer(SectionPlan plan, ParticipantContext context) {
        this.plan = plan;
        this.context = context;
        publisher = context.participantId().toString();
        payloadTypes = new PayloadTypes(plan.codecs());
        formats = plan.codecs().stream().map(NegotiatedCodec::format).toList();
        List<Encoding> made = new ArrayList<>();
        for (int i = 0; i < plan.uplinkEncodings().size(); i++) {
            made.add(new Encoding(i, plan, context));
        }
        encodings = List.copyOf(made);
        layers = new PublishedLayers(encodings.size(), plan.extensions().layersAllocation());
    }

    SectionPlan plan() {
        return plan;
    }

    /** Who sends it. */
    String publisher() {
        return publisher;
    }

    MediaLoop loop() {
        return context.loop();
    }

    /** What it may send; a stored packet's format is a place in this list. */
    List<PayloadFormat> formats() {
        return formats;
    }

    /** A stored packet's encoding is a place in this list. */
    List<Encoding> encodings() {
        return encodings;
    }

    PayloadTypes payloadTypes() {
        return payloadTypes;
    }

    /** What there is to choose from, and what it costs; any loop. */
    Ladder ladder() {
        return ladder;
    }

    /** Whether there is no smaller picture to choose; any loop. */
    boolean isOneSize() {
        return encodings.size() == 1 && ladder.isOneSize();
    }

    /**
     * What it should send at most. Who sends one quality only must follow its viewers' paths: there is no smaller one to
     * choose. It follows the best of them, and those who cannot take even that are paused.
     */
    long cap() {
        long most = branches.isEmpty() || !isOneSize() ? Long.MAX_VALUE : 0;
        for (int i = 0; i < branches.size(); i++) {
            most = Math.max(most, branches.get(i).room());
        }
        return Math.max(most, LEAST_BITS_PER_SECOND);
    }

    void onAddBranch(Branch branch) {
        branches.add(branch);
    }

    void onRemoveBranch(Branch branch) {
        branches.remove(branch);
    }

    /** The way of a packet of an encoding's own stream. */
    void onRtp(RtpPacket packet, Encoding encoding, boolean recovered, long nowNs) {
        int format = payloadTypes.codec(packet.payloadType());
        if (format == PayloadTypes.NONE) {
            context.drops().count(Drop.UNKNOWN_PAYLOAD_TYPE);
            return;
        }
        if (!StoredPacket.fits(packet)) {
            context.drops().count(Drop.OVERSIZED);
            return;
        }
        long sequence = encoding.onPacket(packet, recovered, plan.codecs().get(format), nowNs);
        if (sequence == ReceiveStream.DUPLICATE) {
            context.drops().count(Drop.DUPLICATE);
            return;
        }
        if (packet.payloadLength() > 0) {
            context.usage().onReceived(packet.payloadLength(), nowNs);
        }
        store(packet, encoding, sequence, format, nowNs);
    }

    /** The way of a packet of an encoding's retransmission stream (RFC 4588). */
    void onRetransmission(RtpPacket packet, Encoding encoding, long nowNs) {
        int format = payloadTypes.retransmittedCodec(packet.payloadType());
        if (format == PayloadTypes.NONE) {
            context.drops().count(Drop.UNKNOWN_PAYLOAD_TYPE);
            return;
        }
        int payloadType = plan.codecs().get(format).payloadType();
        if (encoding.ssrc() == 0 || !Retransmission.unwrap(packet, payloadType, encoding.ssrc())) {
            context.drops().count(Drop.PADDING);
            return;
        }
        onRtp(packet, encoding, true, nowNs);
    }

    private void store(RtpPacket packet, Encoding encoding, long sequence, int format, long nowNs) {
        Codec codec = formats.get(format).codec();
        if (codec == Codec.RED && !unwrap(packet)) {
            context.drops().count(Drop.MALFORMED_REDUNDANCY);
            return;
        }
        frame.read(codec, packet.segment(), packet.payloadOffset(), packet.payloadLength());
        boolean described = codec.isDescribed() && findDescriptor(packet);
        long descriptorOffset = packet.elementOffset();
        int descriptorLength = described ? packet.elementLength() : 0;
        if (described) {
            if (!encoding.descriptor().read(packet.segment(), descriptorOffset, descriptorLength, sequence)) {
                encoding.onUnreadable();
                context.drops().count(Drop.UNREADABLE_DESCRIPTOR);
                return;
            }
            frame.describe(encoding.descriptor());
        }
        if (codec == Codec.H264 && frame.keyFrame() && encoding.isPartOfKeyFrame(packet.timestamp(), sequence)) {
            frame.onPartOfKeyFrame();
        }
        if (plan.kind() == MediaKind.VIDEO && frame.keyFrame()) {
            encoding.onKeyFrame(packet.timestamp(), sequence);
        }
        layers.onPacket(packet, encoding, sequence, frame);
        int audioLevel = extensionByte(packet, plan.extensions().audioLevel());
        if (audioLevel != StoredPacket.ABSENT) {
            context.speech().onLevel(audioLevel & LEVEL_MASK, nowNs);
        }
        int orientation = extensionByte(packet, plan.extensions().videoOrientation());
        int playoutDelay = playoutDelay(packet);
        boolean captureTold = readCapture(packet, encoding);
        for (int i = 0; i < branches.size(); i++) {
            StoredPacket slot = branches.get(i).claim();
            if (slot == null) {
                context.drops().count(Drop.LOOP_BEHIND);
            } else {
                boolean unwrapped = codec == Codec.RED && !branches.get(i).takesRedundancy();
                slot.store(packet, unwrapped ? primaryOffset : 0, sequence, encoding.generation(), nowNs);
                slot.describe(unwrapped ? primaryFormat : format, encoding.index(), frame);
                slot.extensions(audioLevel, orientation, playoutDelay);
                encoding.capture().mark(slot, captureTold);
                if (described) {
                    slot.descriptor(packet.segment(), descriptorOffset, descriptorLength);
                }
            }
        }
    }

    /** Finds the present sound in redundant audio, for those who cannot read the rest. */
    private boolean unwrap(RtpPacket packet) {
        primaryOffset = RedPayload.primaryOffset(packet.segment(), packet.payloadOffset(), packet.payloadLength());
        if (primaryOffset == RedPayload.MALFORMED) {
            return false;
        }
        primaryFormat = payloadTypes.codec(RedPayload.primaryType(packet.segment(), packet.payloadOffset()));
        return primaryFormat != PayloadTypes.NONE && formats.get(primaryFormat).codec() == Codec.OPUS;
    }

    /** Place of redundant audio among the formats, or {@link PayloadTypes#NONE}. */
    int redundantFormat() {
        for (int i = 0; i < formats.size(); i++) {
            if (formats.get(i).codec() == Codec.RED) {
                return i;
            }
        }
        return PayloadTypes.NONE;
    }

    /** Whether the packet has a dependency descriptor; if so it is the extension just found. */
    private boolean findDescriptor(RtpPacket packet) {
        int id = plan.extensions().dependencyDescriptor();
        return id != 0 && packet.findExtension(id);
    }

    private static int extensionByte(RtpPacket packet, int id) {
        return id != 0 && packet.findExtension(id) && packet.elementLength() >= 1
                ? WireBytes.u8(packet.segment(), packet.elementOffset())
                : StoredPacket.ABSENT;
    }

    private int playoutDelay(RtpPacket packet) {
        int id = plan.extensions().playoutDelay();
        return id != 0 && packet.findExtension(id) && packet.elementLength() == 3
                ? WireBytes.u24(packet.segment(), packet.elementOffset())
                : StoredPacket.ABSENT;
    }

    private boolean readCapture(RtpPacket packet, Encoding encoding) {
        int id = plan.extensions().absoluteCaptureTime();
        return id != 0
                && packet.findExtension(id)
                && encoding.capture()
                        .read(packet.segment(), packet.elementOffset(), packet.elementLength(), packet.timestamp());
    }

    /** The receive burst is over: everything stored goes on its way. */
    void onTurnEnd(long nowNs) {
        for (int i = 0; i < branches.size(); i++) {
            branches.get(i).flush(nowNs);
        }
    }

    /**
     * Repetitions that are due, and what the layers cost by now.
     *
     * @param roundTripNs 0 until measured
     */
    void onTick(long roundTripNs, long nowNs) {
        for (int i = 0; i < encodings.size(); i++) {
            encodings.get(i).onTick(roundTripNs, nowNs);
        }
        if (layers.onTick(nowNs)) {
            ladder = layers.ladder();
        }
    }

    /** Tells what of its streams has come and what has not since this was last told. */
    void count(ReceiverEstimator estimator) {
        for (int i = 0; i < encodings.size(); i++) {
            encodings.get(i).count(estimator);
        }
    }

    /** Appends the report blocks of its streams. */
    void report(RtcpWriter out, long nowNs) {
        for (Encoding encoding : encodings) {
            encoding.report(out, nowNs);
        }
    }

    /** A source that media comes from now, 0 before the first packet. */
    long ssrc() {
        for (int i = 0; i < encodings.size(); i++) {
            if (encodings.get(i).ssrc() != 0) {
                return encodings.get(i).ssrc();
            }
        }
        return 0;
    }

    List<TrackStatistics> statistics() {
        return encodings.stream()
                .map(encoding -> encoding.statistics(layers.targets(encoding.index())))
                .toList();
    }
}
