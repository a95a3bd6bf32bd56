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
    private volatile Limit limit;
    private final LongSupplier nanoTime;
    private final Cache<String, Bucket> buckets;

    /**
     * @param burst tries at once, at least 1
     * @param refill time for one try to come back
     */
    public record Limit(int burst, Duration refill) {
        public Limit {
            if (burst < 1 || !refill.isPositive()) {
                throw new IllegalArgumentException(
                        "a limit allows at least one try and refills, got " + burst + " and " + refill);
            }
        }

        /** For an empty bucket to be full again, after which it need not be kept. */
        private long fullAfterNs() {
            return refill.toNanos() * burst;
        }
    }

    /** Tokens at a moment; the present number follows from the time passed. */
    private record Bucket(double tokens, long atNs, boolean taken) {}

    /** @param nanoTime a clock that never goes back, in nanoseconds */
    public RateLimiter(Limit limit, int maximumKeys, LongSupplier nanoTime) {
        this.limit = limit;
        this.nanoTime = nanoTime;
        this.buckets = Caffeine.newBuilder()
                .maximumSize(maximumKeys)
                .expireAfterAccess(limit.fullAfterNs(), TimeUnit.NANOSECONDS)
                .ticker(nanoTime::getAsLong)
                .executor(Runnable::run)
                .build();
    }

    /** Limits otherwise from now on; who has tries left keeps them, up to the new burst. */
    public void change(Limit next) {
        limit = next;
        buckets.policy().expireAfterAccess().orElseThrow().setExpiresAfter(next.fullAfterNs(), TimeUnit.NANOSECONDS);
    }

    /** Takes one try of the key. Returns 0 if there was one, else how many seconds to wait, rounded up. */
    public long tryTake(String key) {
        Bucket after = buckets.asMap().compute(key, (ignored, before) -> {
            Bucket now = before == null ? new Bucket(limit.burst(), nanoTime.getAsLong(), false) : refilled(before);
            return now.tokens() >= 1 ? new Bucket(now.tokens() - 1, now.atNs(), true) : now;
        });
        if (after.taken()) {
            return 0;
        }
        return Math.max(
                1, (long) Math.ceil((1 - after.tokens()) * limit.refill().toNanos() / 1e9));
    }

    /** Gives a try back, because it turned out not to be one that needs limiting. */
    public void giveBack(String key) {
        buckets.asMap().computeIfPresent(key, (ignored, before) -> {
            Bucket now = refilled(before);
            return new Bucket(Math.min(limit.burst(), now.tokens() + 1), now.atNs(), false);
        });
    }

    private Bucket refilled(Bucket before) {
        long nowNs = nanoTime.getAsLong();
        Limit present = limit;
        double tokens = before.tokens()
                + (double) (nowNs - before.atNs()) / present.refill().toNanos();
        return new Bucket(Math.min(present.burst(), tokens), nowNs, false);
    }
}
