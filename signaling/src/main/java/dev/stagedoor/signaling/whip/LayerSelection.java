package dev.stagedoor.signaling.whip;

import org.jspecify.annotations.Nullable;

/**
 * Which of the sizes and frame rates that are published a player wants, as the layer selection extension of WHEP says it; null
 * is the server's choice.
 *
 * @param mediaId the section that is meant, by its mid; null for all pictures
 * @param maxHeight lines
 * @param maxTemporalLayerId 0 for the base frame rate alone
 */
public record LayerSelection(
        @Nullable String mediaId,
        @Nullable Integer maxHeight,
        @Nullable Integer maxTemporalLayerId) {}
