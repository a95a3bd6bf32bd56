package dev.stagedoor.benchmarks.api;

import org.jspecify.annotations.Nullable;

/**
 * What a call came to.
 *
 * @param deliveredMs milliseconds in which media was delivered both ways
 * @param chargedMs the part that was charged, whole increments
 * @param charged what the viewer paid; null in the performer's copy
 * @param earned what the performer got; null in the viewer's copy
 */
public record Receipt(
        String callId,
        String increment,
        Money perMinute,
        long deliveredMs,
        long chargedMs,
        @Nullable Money charged,
        @Nullable Money earned,
        Money tips,
        String reason,
        boolean fault) {}
