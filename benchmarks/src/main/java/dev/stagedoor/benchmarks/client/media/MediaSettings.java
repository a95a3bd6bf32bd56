package dev.stagedoor.benchmarks.client.media;

/**
 * What a client sends and how it looks at what it gets.
 *
 * @param video the shape of the video, if a section sends video
 * @param decryptEvery 1 decrypts every packet; n only each n-th of a source and counts the others by their headers, so that
 *     one core carries the receivers of a load test
 */
public record MediaSettings(VideoSettings video, int decryptEvery) {
    /** Video of about 1 Mb/s, every packet decrypted. */
    public static final MediaSettings DEFAULT = new MediaSettings(VideoSettings.ONE_MEGABIT, 1);

    public MediaSettings {
        if (decryptEvery < 1) {
            throw new IllegalArgumentException("decrypt every " + decryptEvery + ", wanted 1 or more");
        }
    }
}
