package dev.stagedoor.media.congestion;

import dev.stagedoor.media.codec.FrameReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Measures what each layer of a video costs. Rates are taken over half a second; a rate rises at once and falls slowly,
 * because a layer that was expensive a moment ago may be so again, and switching costs a key frame.
 */
public final class LayerMeter {
    /** Temporal and spatial layers that any codec of ours counts. */
    private static final int TEMPORAL_LAYERS = 4;

    private static final int SPATIAL_LAYERS = 4;
    private static final int LAYERS = TEMPORAL_LAYERS * SPATIAL_LAYERS;

    private static final long WINDOW_NS = 500_000_000;
    private static final long NS_PER_SECOND = 1_000_000_000;

    private final int encodings;
    private final long[] bytes;
    private final long[] bitsPerSecond;
    private final int[] heights;
    private boolean started;
    private long windowStartNs;

    /** A meter of so many encodings. */
    public LayerMeter(int encodings) {
        this.encodings = encodings;
        bytes = new long[encodings * LAYERS];
        bitsPerSecond = new long[encodings * LAYERS];
        heights = new int[encodings * SPATIAL_LAYERS];
    }

    /** A packet of a layer has come. */
    public void onPacket(int encoding, int spatialLayer, int temporalLayer, int payloadBytes) {
        int size = Math.min(spatialLayer, SPATIAL_LAYERS - 1);
        int rate = Math.min(temporalLayer, TEMPORAL_LAYERS - 1);
        bytes[encoding * LAYERS + size * TEMPORAL_LAYERS + rate] += payloadBytes;
    }

    /** A frame may say how many lines its spatial layers have. */
    public void onFrame(int encoding, FrameReader frame) {
        for (int layer = 0; layer < Math.min(frame.sizes(), SPATIAL_LAYERS); layer++) {
            heights[encoding * SPATIAL_LAYERS + layer] = frame.height(layer);
        }
    }

    /** Whether a window has ended, so that there is a new ladder. */
    public boolean onTick(long nowNs) {
        if (!started) {
            started = true;
            windowStartNs = nowNs;
            return false;
        }
        long passedNs = nowNs - windowStartNs;
        if (passedNs < WINDOW_NS) {
            return false;
        }
        for (int i = 0; i < bytes.length; i++) {
            long measured = bytes[i] * 8 * NS_PER_SECOND / passedNs;
            bitsPerSecond[i] = Math.max(measured, (3 * bitsPerSecond[i] + measured) / 4);
        }
        for (int from = 0; from < bytes.length; from += TEMPORAL_LAYERS) {
            if (isSilent(from)) {
                Arrays.fill(bitsPerSecond, from, from + TEMPORAL_LAYERS, 0);
            }
        }
        Arrays.fill(bytes, 0);
        windowStartNs = nowNs;
        return true;
    }

    private boolean isSilent(int from) {
        long sum = 0;
        for (int i = from; i < from + TEMPORAL_LAYERS; i++) {
            sum += bytes[i];
        }
        return sum == 0;
    }

    /** What can be forwarded: sizes of which nothing was sent in the last window are not there. */
    public Ladder ladder() {
        List<Ladder.Rung> measured = new ArrayList<>();
        for (int encoding = 0; encoding < encodings; encoding++) {
            for (int size = 0; size < SPATIAL_LAYERS; size++) {
                for (int rate = 0; rate < TEMPORAL_LAYERS; rate++) {
                    if (bitsPerSecond[encoding * LAYERS + size * TEMPORAL_LAYERS + rate] > 0) {
                        measured.add(rung(encoding, size, rate));
                    }
                }
            }
        }
        return Ladder.of(measured);
    }

    /** A layer costs itself and everything that it is predicted from: all that are neither larger nor more frequent. */
    private Ladder.Rung rung(int encoding, int size, int rate) {
        long total = 0;
        for (int s = 0; s <= size; s++) {
            for (int r = 0; r <= rate; r++) {
                total += bitsPerSecond[encoding * LAYERS + s * TEMPORAL_LAYERS + r];
            }
        }
        return new Ladder.Rung(encoding, size, rate, heights[encoding * SPATIAL_LAYERS + size], total);
    }
}
