package dev.stagedoor.media.congestion;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The qualities of one video that can be forwarded now, worst first, each dearer than the one before. A quality that costs
 * more than a better one is left out, so climbing the ladder never means paying more for less.
 */
public record Ladder(List<Rung> rungs) {
    /** Nothing has been measured yet. */
    public static final Ladder UNKNOWN = new Ladder(List.of());

    /** Below the best frame rate of a picture size, by so many temporal layers, motion looks worse than a smaller picture. */
    private static final int MAX_TEMPORAL_SACRIFICE = 1;

    public Ladder {
        rungs = List.copyOf(rungs);
    }

    /**
     * One quality.
     *
     * @param encoding place among the encodings of a simulcast
     * @param spatialLayer the highest that is forwarded, of an encoding that has several sizes in one stream
     * @param temporalLayer the highest that is forwarded
     * @param height lines of the picture, 0 if not known
     * @param bitsPerSecond measured, all layers below included
     */
    public record Rung(int encoding, int spatialLayer, int temporalLayer, int height, long bitsPerSecond) {
        private boolean sameSize(Rung other) {
            return encoding == other.encoding && spatialLayer == other.spatialLayer;
        }
    }

    /** Whether all qualities have the same picture, so that there is no smaller one to choose. */
    public boolean isOneSize() {
        return rungs.isEmpty() || rungs.stream().allMatch(rungs.getFirst()::sameSize);
    }

    /** What there is of one encoding. */
    public Ladder of(int encoding) {
        return new Ladder(
                rungs.stream().filter(rung -> rung.encoding() == encoding).toList());
    }

    /** A ladder of what was measured, in any order. */
    static Ladder of(List<Rung> measured) {
        if (measured.size() == 1) {
            return new Ladder(measured);
        }
        List<Rung> best = new ArrayList<>(measured);
        best.sort(Comparator.comparingLong((Rung rung) -> sizeOf(rung, measured))
                .thenComparingInt(Rung::temporalLayer)
                .reversed());
        List<Rung> kept = new ArrayList<>();
        long cheapest = Long.MAX_VALUE;
        for (Rung rung : best) {
            boolean lowest = sizeOf(rung, measured) == sizeOf(best.getLast(), measured);
            boolean smooth = topTemporalLayer(rung, measured) - rung.temporalLayer() <= MAX_TEMPORAL_SACRIFICE;
            if (rung.bitsPerSecond() < cheapest && (lowest || smooth)) {
                kept.addFirst(rung);
                cheapest = rung.bitsPerSecond();
            }
        }
        return new Ladder(kept);
    }

    /** What an encoding is ordered by: its lines if all are known, else its whole rate. Offers order as they please. */
    private static long sizeOf(Rung rung, List<Rung> measured) {
        return measured.stream().allMatch(each -> each.height() > 0)
                ? rung.height()
                : measured.stream()
                        .filter(rung::sameSize)
                        .mapToLong(Rung::bitsPerSecond)
                        .max()
                        .orElse(0);
    }

    private static int topTemporalLayer(Rung rung, List<Rung> measured) {
        return measured.stream()
                .filter(rung::sameSize)
                .mapToInt(Rung::temporalLayer)
                .max()
                .orElse(0);
    }
}
