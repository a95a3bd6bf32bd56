package dev.stagedoor.server.tls;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * When to ask for a certificate. The next one is due when two thirds of the present one's life are over, whether that is ninety days
 * or six, plus up to a fiftieth, so that not all the world asks at once; the third that is left is for failures.
 */
final class RenewalTimes {
    private static final int JITTER_PART = 50;
    private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(12);

    private RenewalTimes() {}

    /** When the next one after this is due. */
    static Instant due(X509Certificate certificate) {
        return due(
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant(),
                certificate.getSerialNumber().longValue());
    }

    /**
     * The same at every look at a certificate.
     *
     * @param serial what the jitter comes of
     */
    static Instant due(Instant begin, Instant end, long serial) {
        Duration life = Duration.between(begin, end);
        return begin.plus(life.multipliedBy(2).dividedBy(3))
                .plusMillis(new SplittableRandom(serial).nextLong(life.toMillis() / JITTER_PART + 1));
    }

    /**
     * Three times longer after each failure: 1, 3, 9 and 27 minutes are five attempts within an hour, which is what Let's Encrypt
     * lets fail for a name.
     *
     * @param failures so far, one after the other; at least 1
     */
    static Duration pauseAfter(int failures, RandomGenerator chance) {
        Duration pause = FIRST_PAUSE;
        for (int i = 1; i < failures && pause.compareTo(LONGEST_PAUSE) < 0; i++) {
            pause = pause.multipliedBy(3);
        }
        Duration capped = pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
        return capped.plusMillis(chance.nextLong(capped.toMillis() / 10));
    }
}
