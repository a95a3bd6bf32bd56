package dev.stagedoor.media.room;

/**
 * What the last second of a participant sounded like, see {@link SpeechMeter}.
 *
 * @param immediate score of the newest frame; scores are compared by their ratio
 * @param medium score of the last 100 ms
 * @param lasting score of the last second
 * @param levelDb the loudest of the last 100 ms, 0 to 127 dB below the loudest possible; 127 is silence
 */
record Speech(double immediate, double medium, double lasting, int levelDb) {
    private static final double LEAST = 1e-10;

    /** The quietest level that RFC 6464 knows. */
    static final int SILENCE_DB = 127;

    /** Nothing was ever heard. */
    static final Speech NONE = new Speech(LEAST, LEAST, LEAST, SILENCE_DB);
}
