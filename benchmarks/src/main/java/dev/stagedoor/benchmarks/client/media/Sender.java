package dev.stagedoor.benchmarks.client.media;

import dev.stagedoor.benchmarks.client.sdp.LocalMedia;
import dev.stagedoor.benchmarks.client.sdp.MediaKind;
import dev.stagedoor.benchmarks.client.sdp.PayloadTypes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The sources that go out and the feedback on them. */
final class Sender {
    private final List<AudioSource> audio = new ArrayList<>();
    private final List<VideoSource> video = new ArrayList<>();
    private final List<OutgoingStream> streams = new ArrayList<>();
    private final Set<MediaKind> muted = EnumSet.noneOf(MediaKind.class);
    private long nacks;
    private long keyFrameRequests;

    Sender(
            List<LocalMedia> local,
            VideoSettings settings,
            PacketSink sink,
            RandomGenerator random,
            NtpClock clock,
            long nowNs) {
        for (var media : local) {
            if (!media.direction().sends()) {
                continue;
            }
            var stream = new OutgoingStream(
                    (int) media.ssrc(), MediaSession.payloadType(media.kind()), media.mid(), clock, random);
            streams.add(stream);
            switch (media.kind()) {
                case AUDIO -> audio.add(new AudioSource(stream, sink, nowNs));
                case VIDEO ->
                    video.add(new VideoSource(stream, retransmissions(media, clock, random), settings, sink, nowNs));
            }
        }
    }

    void onDeadline(long nowNs) {
        audio.forEach(source -> source.onDeadline(nowNs, muted.contains(MediaKind.AUDIO)));
        video.forEach(source -> source.onDeadline(nowNs, muted.contains(MediaKind.VIDEO)));
    }

    long deadlineNs() {
        var deadline = Long.MAX_VALUE;
        for (var source : audio) {
            deadline = Math.min(deadline, source.deadlineNs());
        }
        for (var source : video) {
            deadline = Math.min(deadline, source.deadlineNs());
        }
        return deadline;
    }

    void mute(MediaKind kind, boolean mute) {
        if (mute) {
            muted.add(kind);
        } else {
            muted.remove(kind);
        }
    }

    void onNack(int ssrc, int sequenceNumber, long nowNs) {
        for (var source : video) {
            if (source.stream().ssrc() == ssrc) {
                nacks++;
                source.onNack(sequenceNumber, nowNs);
            }
        }
    }

    void onKeyFrameRequest(int ssrc) {
        for (var source : video) {
            if (source.stream().ssrc() == ssrc) {
                keyFrameRequests++;
                source.onKeyFrameRequest();
            }
        }
    }

    /** What to say in sender reports; a stream that never sent has none. */
    List<RtcpWriter.SenderInfo> senderInfos(long nowNs) {
        var infos = new ArrayList<RtcpWriter.SenderInfo>();
        audio.forEach(source -> add(infos, source.stream(), nowNs, AudioSource.CLOCK_RATE));
        video.forEach(source -> add(infos, source.stream(), nowNs, VideoSource.CLOCK_RATE));
        return infos;
    }

    long packets() {
        return streams.stream()
                .mapToLong(stream -> Integer.toUnsignedLong(stream.packets()))
                .sum();
    }

    /** Bytes of payload. */
    long octets() {
        return streams.stream()
                .mapToLong(stream -> Integer.toUnsignedLong(stream.octets()))
                .sum();
    }

    long keyFrames() {
        return video.stream().mapToLong(VideoSource::keyFrames).sum();
    }

    MediaStats.Feedback receivedFeedback() {
        return new MediaStats.Feedback(nacks, keyFrameRequests);
    }

    private static @Nullable OutgoingStream retransmissions(LocalMedia media, NtpClock clock, RandomGenerator random) {
        var ssrc = (int) media.retransmissionSsrc();
        return ssrc == 0 ? null : new OutgoingStream(ssrc, PayloadTypes.VP8_RTX, media.mid(), clock, random);
    }

    private static void add(List<RtcpWriter.SenderInfo> infos, OutgoingStream stream, long nowNs, int clockRate) {
        if (stream.packets() > 0) {
            infos.add(stream.senderInfo(nowNs, clockRate));
        }
    }
}
