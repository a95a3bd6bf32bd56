package dev.stagedoor.billing.audit;

import java.time.Instant;
import java.util.UUID;

/**
 * Something that whoever runs the house is to be told at once.
 *
 * @param id the same at every attempt
 * @param subject what it is about: a check, a job, a payout, a flag, a provider's news, a provider
 * @param words for people, without names and amounts of anybody
 */
public record Alert(UUID id, Kind kind, String subject, String words, Instant raisedAt) {
    /** What was found. */
    public enum Kind {
        BOOKS_DIFFER,
        JOB_FAILED,
        PAYOUT_UNKNOWN,
        RISK_FLAG,
        NEWS_QUARANTINED,
        PROVIDER_SILENT
    }
}
