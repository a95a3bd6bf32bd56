package dev.stagedoor.media.congestion;

import dev.stagedoor.media.codec.FrameReader;
import dev.stagedoor.media.codec.LayersAllocation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Measures what each layer of a video costs. Rates are taken over half a second; a rate rises at once and falls slowly,
 * because a layer that was expensive a moment ago may be so again, and switching costs a key frame.
 *
 * <p>A publisher may say itself what it makes ({@link LayersAllocation}). That is believed where nothing can be measured yet:
 * in the first half second, and of a layer that it has turned off, until more of that comes.
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
    private final long[] announced;
    private final int[] framesPerSecond;
    private final boolean[] off;
    private final boolean[] offInWindow;
    private boolean measured;
    private boolean changed;
    private boolean started;
    private long windowStartNs;

    /** A meter of so many encodings. */
    public LayerMeter(int encodings) {
        this.encodings = encodings;
        bytes = new long[encodings * LAYERS];
        bitsPerSecond = new long[encodings * LAYERS];
        heights = new int[encodings * SPATIAL_LAYERS];
        announced = new long[encodings * LAYERS];
        framesPerSecond = new int[encodings * SPATIAL_LAYERS];
        off = new boolean[encodings * SPATIAL_LAYERS];
        offInWindow = new boolean[encodings * SPATIAL_LAYERS];
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

    /** The publisher says what it makes; of encodings that it does not speak of nothing changes. */
    public void onAllocation(LayersAllocation allocation) {
        for (int encoding = 0; encoding < Math.min(encodings, allocation.streams()); encoding++) {
            for (int size = 0; size < SPATIAL_LAYERS; size++) {
                if (allocation.temporalLayers(encoding, size) == 0) {
                    onOff(encoding * SPATIAL_LAYERS + size);
                } else {
                    onAnnounced(allocation, encoding, size);
                }
            }
        }
    }

    private void onOff(int place) {
        int from = place * TEMPORAL_LAYERS;
        changed |= !off[place];
        off[place] = true;
        // Some of its last packets may still be under way.
        offInWindow[place] = true;
        Arrays.fill(bitsPerSecond, from, from + TEMPORAL_LAYERS, 0);
        Arrays.fill(announced, from, from + TEMPORAL_LAYERS, 0);
        framesPerSecond[place] = 0;
    }

    private void onAnnounced(LayersAllocation allocation, int encoding, int size) {
        int place = encoding * SPATIAL_LAYERS + size;
        int height = allocation.height(encoding, size);
        off[place] = false;
        offInWindow[place] = false;
        changed |= !measured || (height > 0 && heights[place] != height);
        if (height > 0) {
            heights[place] = height;
            framesPerSecond[place] = allocation.framesPerSecond(encoding, size);
        }
        for (int rate = 0; rate < TEMPORAL_LAYERS; rate++) {
            boolean there = rate < allocation.temporalLayers(encoding, size);
            announced[place * TEMPORAL_LAYERS + rate] = there ? allocation.bitsPerSecond(encoding, size, rate) : 0;
        }
    }

    /** Whether there is a new ladder: a window has ended, or the publisher has told something. */
    public boolean onTick(long nowNs) {
        if (!started) {
            started = true;
            windowStartNs = nowNs;
            return takeChanged();
        }
        long passedNs = nowNs - windowStartNs;
        if (passedNs < WINDOW_NS) {
            return takeChanged();
        }
        measured = false;
        for (int place = 0; place < heights.length; place++) {
            int from = place * TEMPORAL_LAYERS;
            if (isSilent(from) || offInWindow[place]) {
                Arrays.fill(bitsPerSecond, from, from + TEMPORAL_LAYERS, 0);
            } else {
                off[place] = false;
                measured = true;
                measure(from, passedNs);
            }
        }
        if (!measured) {
            // What was said of a publisher that sends nothing is old by the time that it does.
            Arrays.fill(announced, 0);
        }
        Arrays.fill(offInWindow, false);
        Arrays.fill(bytes, 0);
        windowStartNs = nowNs;
        changed = false;
        return true;
    }

    private boolean takeChanged() {
        boolean taken = changed;
        changed = false;
        return taken;
    }

    private void measure(int from, long passedNs) {
        for (int i = from; i < from + TEMPORAL_LAYERS; i++) {
            long now = bytes[i] * 8 * NS_PER_SECOND / passedNs;
            bitsPerSecond[i] = Math.max(now, (3 * bitsPerSecond[i] + now) / 4);
        }
    }

    private boolean isSilent(int from) {
        long sum = 0;
        for (int i = from; i < from + TEMPORAL_LAYERS; i++) {
            sum += bytes[i];
        }
        return sum == 0;
    }

    /**
     * What can be forwarded: sizes of which nothing was sent in the last window are not there, nor are those that were turned off
     * since. Before a window has ended it is what was announced.
     */
    public Ladder ladder() {
        List<Ladder.Rung> rungs = new ArrayList<>();
        for (int encoding = 0; encoding < encodings; encoding++) {
            for (int size = 0; size < SPATIAL_LAYERS; size++) {
                for (int rate = 0; rate < TEMPORAL_LAYERS; rate++) {
                    int at = encoding * LAYERS + size * TEMPORAL_LAYERS + rate;
                    if (measured && bitsPerSecond[at] > 0) {
                        rungs.add(rung(encoding, size, rate, costOf(encoding, size, rate)));
                    } else if (!measured && announced[at] > 0) {
                        rungs.add(rung(encoding, size, rate, announced[at]));
                    }
                }
            }
        }
        return Ladder.of(rungs);
    }

    /** A layer costs itself and everything that it is predicted from: all that are neither larger nor more frequent. */
    private long costOf(int encoding, int size, int rate) {
        long total = 0;
        for (int s = 0; s <= size; s++) {
            for (int r = 0; r <= rate; r++) {
                total += bitsPerSecond[encoding * LAYERS + s * TEMPORAL_LAYERS + r];
            }
        }
        return total;
    }

    private Ladder.Rung rung(int encoding, int size, int rate, long cost) {
        return new Ladder.Rung(encoding, size, rate, heights[encoding * SPATIAL_LAYERS + size], cost);
    }

    /** What the publisher says that it makes of an encoding now, the smallest first; empty where it does not say. */
    public List<LayerTarget> targets(int encoding) {
        List<LayerTarget> targets = new ArrayList<>();
        for (int size = 0; size < SPATIAL_LAYERS; size++) {
            int place = encoding * SPATIAL_LAYERS + size;
            int top = TEMPORAL_LAYERS - 1;
            while (top > 0 && announced[place * TEMPORAL_LAYERS + top] == 0) {
                top--;
            }
            long target = announced[place * TEMPORAL_LAYERS + top];
            if (target > 0) {
                targets.add(new LayerTarget(size, heights[place], framesPerSecond[place], target));
            }
        }
        return targets;
    }
}
