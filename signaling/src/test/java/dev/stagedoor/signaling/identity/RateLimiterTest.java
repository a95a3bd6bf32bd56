package dev.stagedoor.signaling.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateLimiterTest {
    private final AtomicLong nowNs = new AtomicLong();
    private final RateLimiter limiter =
            new RateLimiter(new RateLimiter.Limit(3, Duration.ofSeconds(10)), 1_000, nowNs::get);

    private long take() {
        return limiter.tryTake("key");
    }

    private void pass(Duration time) {
        nowNs.addAndGet(time.toNanos());
    }

    @Test
    void allowsABurstThenOneTryPerRefill() {
        assertThat(new long[] {take(), take(), take(), take()}).containsExactly(0, 0, 0, 10);

        pass(Duration.ofMillis(9_999));
        assertThat(take()).isEqualTo(1);

        pass(Duration.ofMillis(2));
        assertThat(take()).isZero();
        assertThat(take()).isEqualTo(10);
    }

    @Test
    void fillsUpToTheBurstAndNoFurther() {
        take();
        pass(Duration.ofDays(1));

        assertThat(new long[] {take(), take(), take(), take()}).containsExactly(0, 0, 0, 10);
    }

    @Test
    void givesATryBack() {
        take();
        take();
        take();
        limiter.giveBack("key");

        assertThat(take()).isZero();
        assertThat(take()).isPositive();
    }

    @Test
    void keepsKeysApart() {
        take();
        take();
        take();

        assertThat(limiter.tryTake("other")).isZero();
    }

    @Test
    void limitsOtherwiseFromNowOn() {
        take();
        limiter.change(new RateLimiter.Limit(1, Duration.ofSeconds(20)));

        assertThat(take()).isZero();
        assertThat(take()).isEqualTo(20);
        pass(Duration.ofMinutes(10));
        assertThat(new long[] {take(), take()}).containsExactly(0, 20);
    }
}
