package dev.stagedoor.media.room;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/** Between a participant and its transport: lets everything through, and writes headers down while somebody asks for it. */
final class HeaderTap implements PacketSink {
    private final PacketSink sink;
    private final MediaLoop loop;
    private @Nullable HeaderCapture capture;

    HeaderTap(PacketSink sink, MediaLoop loop) {
        this.sink = sink;
        this.loop = loop;
    }

    void start(long ntpOffsetNs) {
        capture = new HeaderCapture(ntpOffsetNs);
    }

    /** The file so far, empty if nothing was begun. */
    byte[] file() {
        return capture == null ? new byte[0] : capture.file();
    }

    void end() {
        capture = null;
    }

    void onReceived(MemorySegment packet, long offset, int length, long nowNs) {
        if (capture != null) {
            capture.onRtp(packet, offset, length, false, nowNs);
        }
    }

    @Override
    public void sendRtp(MemorySegment source, long offset, int length) {
        if (capture != null) {
            capture.onRtp(source, offset, length, true, loop.nowNs());
        }
        sink.sendRtp(source, offset, length);
    }

    @Override
    public void sendRtcp(MemorySegment source, long offset, int length) {
        sink.sendRtcp(source, offset, length);
    }
}
