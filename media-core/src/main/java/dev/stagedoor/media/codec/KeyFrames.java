package dev.stagedoor.media.codec;

import java.lang.foreign.MemorySegment;

/** Tells which packets a receiver can start at. Reusable; one per thread. */
public final class KeyFrames {
    private final Vp8Payload vp8 = new Vp8Payload();

    /** Whether the payload begins a frame that needs no earlier one. Every Opus packet does. */
    public boolean startsAt(Codec codec, MemorySegment segment, long offset, int length) {
        return switch (codec) {
            case OPUS -> true;
            case VP8 -> vp8.wrap(segment, offset, length) && vp8.keyFrame();
            case H264 -> H264Payload.startsKeyFrame(segment, offset, length);
        };
    }
}
