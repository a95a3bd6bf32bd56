package dev.stagedoor.media.congestion;

/**
 * One size of what a publisher sends, as it says itself.
 *
 * @param spatialLayer place among the sizes of one stream
 * @param height lines, 0 if not told
 * @param framesPerSecond the most, 0 if not told
 * @param bitsPerSecond what it is to cost at most
 */
public record LayerTarget(int spatialLayer, int height, int framesPerSecond, long bitsPerSecond) {}
