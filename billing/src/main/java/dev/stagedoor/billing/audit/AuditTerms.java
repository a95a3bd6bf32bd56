package dev.stagedoor.billing.audit;

import java.time.Duration;

/**
 * How jobs are run.
 *
 * @param jobRetry how soon a job that failed is tried again, if it is not due sooner anyway
 * @param jobLimit after this long a node that runs a job is taken for dead
 */
public record AuditTerms(Duration jobRetry, Duration jobLimit) {
    public AuditTerms {
        if (jobRetry.isNegative() || jobRetry.isZero() || jobLimit.isNegative() || jobLimit.isZero()) {
            throw new IllegalArgumentException(
                    "times of jobs longer than nothing, got retry " + jobRetry + " and limit " + jobLimit);
        }
    }
}
