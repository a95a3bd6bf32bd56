package dev.stagedoor.billing.type;

import java.util.List;

/**
 * Text in one font.
 *
 * @param clusters from left to right, whichever way they are read
 */
public record Run(Typeface typeface, List<Cluster> clusters) {
    public Run {
        clusters = List.copyOf(clusters);
    }

    /** In thousandths of the font's size. */
    public int width() {
        return clusters.stream().mapToInt(Cluster::width).sum();
    }
}
