package dev.stagedoor.server.adapters;

import dev.stagedoor.media.CodecDescription;
import dev.stagedoor.media.MediaEvent;
import dev.stagedoor.media.room.BitrateCap;
import dev.stagedoor.signaling.MediaGateway;
import dev.stagedoor.signaling.MediaGateway.Bandwidth;
import dev.stagedoor.signaling.MediaGateway.Codec;
import dev.stagedoor.signaling.MediaGateway.Direction;
import dev.stagedoor.signaling.MediaGateway.DtlsParameters;
import dev.stagedoor.signaling.MediaGateway.DtlsSetup;
import dev.stagedoor.signaling.MediaGateway.HeaderExtension;
import dev.stagedoor.signaling.MediaGateway.IceCandidate;
import dev.stagedoor.signaling.MediaGateway.IceParameters;
import dev.stagedoor.signaling.MediaGateway.LegUsage;
import dev.stagedoor.signaling.MediaGateway.MediaKind;
import dev.stagedoor.signaling.MediaGateway.MediaSection;
import dev.stagedoor.signaling.MediaGateway.RoomUsage;
import dev.stagedoor.signaling.MediaGateway.SessionDescription;
import dev.stagedoor.signaling.MediaGateway.Source;

/** Session descriptions and usage between signalling and media-core, field by field. */
final class MediaTranslation {
    private MediaTranslation() {}

    static dev.stagedoor.media.SessionDescription description(SessionDescription from) {
        return new dev.stagedoor.media.SessionDescription(
                new dev.stagedoor.media.IceParameters(
                        from.ice().usernameFragment(), from.ice().password()),
                new dev.stagedoor.media.DtlsParameters(
                        from.dtls().algorithm(),
                        from.dtls().fingerprint(),
                        dev.stagedoor.media.DtlsSetup.valueOf(
                                from.dtls().setup().name())),
                from.sections().stream().map(MediaTranslation::section).toList(),
                from.candidates().stream()
                        .map(candidate -> new dev.stagedoor.media.IceCandidate(
                                candidate.foundation(),
                                candidate.priority(),
                                candidate.address(),
                                candidate.port(),
                                candidate.type()))
                        .toList());
    }

    static SessionDescription description(dev.stagedoor.media.SessionDescription from) {
        return new SessionDescription(
                new IceParameters(from.ice().usernameFragment(), from.ice().password()),
                new DtlsParameters(
                        from.dtls().algorithm(),
                        from.dtls().fingerprint(),
                        DtlsSetup.valueOf(from.dtls().setup().name())),
                from.sections().stream().map(MediaTranslation::section).toList(),
                from.candidates().stream()
                        .map(candidate -> new IceCandidate(
                                candidate.foundation(),
                                candidate.priority(),
                                candidate.address(),
                                candidate.port(),
                                candidate.type()))
                        .toList());
    }

    static dev.stagedoor.media.codec.MediaKind kind(MediaKind kind) {
        return dev.stagedoor.media.codec.MediaKind.valueOf(kind.name());
    }

    static RoomUsage usage(MediaEvent.Usage usage) {
        return new RoomUsage(
                usage.roomId(),
                usage.mutualMs(),
                usage.flowing(),
                usage.legs().stream()
                        .map(leg -> new LegUsage(
                                leg.participantId(),
                                leg.receivedMs(),
                                leg.deliveredMs(),
                                leg.receivedPackets(),
                                leg.receivedBytes(),
                                leg.deliveredPackets(),
                                leg.deliveredBytes()))
                        .toList());
    }

    private static dev.stagedoor.media.MediaSection section(MediaSection from) {
        return new dev.stagedoor.media.MediaSection(
                from.mid(),
                kind(from.kind()),
                dev.stagedoor.media.Direction.valueOf(from.direction().name()),
                from.rejected(),
                from.codecs().stream()
                        .map(codec -> new CodecDescription(
                                codec.payloadType(),
                                codec.name(),
                                codec.clockRate(),
                                codec.channels(),
                                codec.formatParameters(),
                                codec.feedback()))
                        .toList(),
                from.headerExtensions().stream()
                        .map(extension -> new dev.stagedoor.media.HeaderExtension(extension.id(), extension.uri()))
                        .toList(),
                from.sources().stream()
                        .map(source -> new dev.stagedoor.media.Source(
                                source.ssrc(), source.retransmissionSsrc(), source.cname()))
                        .toList(),
                from.rids(),
                from.streamId(),
                from.trackId(),
                new BitrateCap(from.bandwidth().section(), from.bandwidth().session()));
    }

    private static MediaSection section(dev.stagedoor.media.MediaSection from) {
        return new MediaSection(
                from.mid(),
                MediaGateway.MediaKind.valueOf(from.kind().name()),
                Direction.valueOf(from.direction().name()),
                from.rejected(),
                from.codecs().stream()
                        .map(codec -> new Codec(
                                codec.payloadType(),
                                codec.name(),
                                codec.clockRate(),
                                codec.channels(),
                                codec.formatParameters(),
                                codec.feedback()))
                        .toList(),
                from.headerExtensions().stream()
                        .map(extension -> new HeaderExtension(extension.id(), extension.uri()))
                        .toList(),
                from.sources().stream()
                        .map(source -> new Source(source.ssrc(), source.retransmissionSsrc(), source.cname()))
                        .toList(),
                from.rids(),
                from.streamId(),
                from.trackId(),
                new Bandwidth(from.cap().section(), from.cap().total()));
    }
}
