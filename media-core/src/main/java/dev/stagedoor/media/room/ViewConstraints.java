package dev.stagedoor.media.room;

/**
 * What a viewer makes of a video it is shown.
 *
 * @param maxHeight lines of the picture on its screen; larger pictures are not sent, unless there is no smaller one
 * @param maxTemporalLayer 0 for the base frame rate alone
 * @param priority greater is more important when not everything fits: selected, on stage, speaking, the rest
 */
public record ViewConstraints(int maxHeight, int maxTemporalLayer, int priority) {
    /** As good as the path allows, as important as any other. */
    public static final ViewConstraints NONE = new ViewConstraints(Integer.MAX_VALUE, Integer.MAX_VALUE, 0);
}
