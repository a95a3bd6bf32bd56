package dev.stagedoor.billing.audit;

import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * How jobs are run, and when the books are sealed and checked.
 *
 * @param jobRetry how soon a job that failed is tried again, if it is not due sooner anyway
 * @param jobLimit after this long a node that runs a job is taken for dead
 * @param sealEvery time between two seals
 * @param reconcileAt time of day of the reconciliation, in {@code reconcileZone}
 */
public record AuditTerms(
        Duration jobRetry, Duration jobLimit, Duration sealEvery, LocalTime reconcileAt, ZoneId reconcileZone) {
    public AuditTerms {
        for (Duration time : new Duration[] {jobRetry, jobLimit, sealEvery}) {
            if (time.isNegative() || time.isZero()) {
                throw new IllegalArgumentException("times of jobs longer than nothing, got " + time);
            }
        }
    }

    /** Again after five minutes, dead after fifteen; a seal a minute, a reconciliation at 03:30 UTC. */
    public static AuditTerms defaults() {
        return new AuditTerms(
                Duration.ofMinutes(5),
                Duration.ofMinutes(15),
                Duration.ofMinutes(1),
                LocalTime.of(3, 30),
                ZoneOffset.UTC);
    }
}
