package dev.stagedoor.billing.type;

import java.util.List;

/**
 * The smallest piece of text that has glyphs of its own: a letter, a ligature, a syllable of an Indian script.
 *
 * @param text as it was given
 * @param glyphs from left to right
 */
public record Cluster(String text, List<Glyph> glyphs) {
    public Cluster {
        glyphs = List.copyOf(glyphs);
    }

    int width() {
        return glyphs.stream().mapToInt(Glyph::advance).sum();
    }
}
