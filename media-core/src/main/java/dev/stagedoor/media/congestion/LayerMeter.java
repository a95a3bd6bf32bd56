package dev.stagedoor.media.congestion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Measures what each layer of a video costs. Rates are taken over half a second; a rate rises at once and falls slowly,
 * because a layer that was expensive a moment ago may be so again, and switching costs a key frame.
 */
public final class LayerMeter {
    /** Temporal layers that any codec of ours counts. */
    private static final int TEMPORAL_LAYERS = 4;

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
        bytes = new long[encodings * TEMPORAL_LAYERS];
        bitsPerSecond = new long[encodings * TEMPORAL_LAYERS];
        heights = new int[encodings];
    }

    /** A packet of a layer has come. */
    public void onPacket(int encoding, int temporalLayer, int payloadBytes) {
        bytes[encoding * TEMPORAL_LAYERS + Math.min(temporalLayer, TEMPORAL_LAYERS - 1)] += payloadBytes;
    }

    /** A key frame said how many lines it has; 0 is no news. */
    public void onHeight(int encoding, int height) {
        if (height > 0) {
            heights[encoding] = height;
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
        for (int encoding = 0; encoding < encodings; encoding++) {
            int from = encoding * TEMPORAL_LAYERS;
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

    /** What can be forwarded: encodings that sent nothing in the last window are not there. */
    public Ladder ladder() {
        List<Ladder.Rung> measured = new ArrayList<>();
        for (int encoding = 0; encoding < encodings; encoding++) {
            long total = 0;
            for (int layer = 0; layer < TEMPORAL_LAYERS; layer++) {
                long own = bitsPerSecond[encoding * TEMPORAL_LAYERS + layer];
                total += own;
                if (own > 0) {
                    measured.add(new Ladder.Rung(encoding, layer, heights[encoding], total));
                }
            }
        }
        return Ladder.of(measured);
    }
}
