package dev.stagedoor.signaling.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * A token bucket per key: {@code burst} tries at once, then one every {@code refill}. Chosen over a window of fixed
 * length because it allows no double burst at the window's edge and its state is two numbers. Memory is bounded: beyond
 * {@code maximumKeys} the keys least worth keeping are forgotten, which errs on the side of letting people in.
 */
public final class RateLimiter {
    private final int burst;
    private final long refillNs;
    private final LongSupplier nanoTime;
    private final Cache<String, Bucket> buckets;

    /**
     * @param burst tries at once, at least 1
     * @param refill time for one try to come back
     */
    public record Limit(int burst, Duration refill) {}

    /** Tokens at a moment; the present number follows from the time passed. */
    private record Bucket(double tokens, long atNs, boolean taken) {}

    /** @param nanoTime a clock that never goes back, in nanoseconds */
    public RateLimiter(Limit limit, int maximumKeys, LongSupplier nanoTime) {
        if (limit.burst() < 1 || !limit.refill().isPositive()) {
            throw new IllegalArgumentException("a limit allows at least one try and refills, got " + limit);
        }
        this.burst = limit.burst();
        this.refillNs = limit.refill().toNanos();
        this.nanoTime = nanoTime;
        this.buckets = Caffeine.newBuilder()
                .maximumSize(maximumKeys)
                // A bucket not touched for this long is full again, and a full bucket need not be kept.
                .expireAfterAccess(refillNs * burst, TimeUnit.NANOSECONDS)
                .ticker(nanoTime::getAsLong)
                .executor(Runnable::run)
                .build();
    }

    /** Takes one try of the key. Returns 0 if there was one, else how many seconds to wait, rounded up. */
    public long tryTake(String key) {
        Bucket after = buckets.asMap().compute(key, (ignored, before) -> {
            Bucket now = before == null ? new Bucket(burst, nanoTime.getAsLong(), false) : refilled(before);
            return now.tokens() >= 1 ? new Bucket(now.tokens() - 1, now.atNs(), true) : now;
        });
        if (after.taken()) {
            return 0;
        }
        return Math.max(1, (long) Math.ceil((1 - after.tokens()) * refillNs / 1e9));
    }

    /** Gives a try back, because it turned out not to be one that needs limiting. */
    public void giveBack(String key) {
        buckets.asMap().computeIfPresent(key, (ignored, before) -> {
            Bucket now = refilled(before);
            return new Bucket(Math.min(burst, now.tokens() + 1), now.atNs(), false);
        });
    }

    private Bucket refilled(Bucket before) {
        long nowNs = nanoTime.getAsLong();
        double tokens = before.tokens() + (double) (nowNs - before.atNs()) / refillNs;
        return new Bucket(Math.min(burst, tokens), nowNs, false);
    }
}
