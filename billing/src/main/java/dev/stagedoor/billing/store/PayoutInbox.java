package dev.stagedoor.billing.store;

import static dev.stagedoor.billing.store.jooq.Tables.PROVIDER_EVENT;

import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.payments.WebhookOutcome;
import dev.stagedoor.billing.payouts.PayoutNews;
import dev.stagedoor.billing.payouts.PayoutProvider.Answer;
import dev.stagedoor.billing.payouts.PayoutState;
import dev.stagedoor.billing.store.jooq.tables.records.PayoutRecord;
import java.time.Instant;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** What payout providers tell by themselves: kept once, and booked in the same transaction. */
final class PayoutInbox {
    private final PayoutRows rows;

    PayoutInbox(PayoutRows rows) {
        this.rows = rows;
    }

    WebhookOutcome take(Transaction transaction, String provider, byte[] raw, PayoutNews.About news, Instant now) {
        int inserted = transaction
                .sql()
                .insertInto(PROVIDER_EVENT)
                .set(PROVIDER_EVENT.PROVIDER, provider)
                .set(PROVIDER_EVENT.EVENT_ID, news.eventId())
                .set(PROVIDER_EVENT.RAW, raw)
                .set(PROVIDER_EVENT.VERIFIED, true)
                .set(PROVIDER_EVENT.PAYMENT_REF, ref(news.answer()))
                .set(PROVIDER_EVENT.AMOUNT_MINOR, news.amount().amountMinor())
                .set(PROVIDER_EVENT.AMOUNT_ASSET, news.amount().asset().name())
                .onConflictDoNothing()
                .execute();
        if (inserted == 0) {
            return new WebhookOutcome.Duplicate();
        }
        PayoutRecord row = rows.lock(transaction.sql(), UUID.fromString(news.key()));
        note(transaction.sql(), provider, news, row);
        String reason = misfit(provider, row, news);
        if (row == null || !reason.isEmpty()) {
            close(transaction, provider, news, "QUARANTINED", reason);
            return new WebhookOutcome.Quarantined(reason);
        }
        boolean moves = isNews(PayoutState.valueOf(row.getState()), news.answer());
        if (moves) {
            rows.answered(transaction, row, news.answer(), now);
        }
        close(transaction, provider, news, moves ? "ACCEPTED" : "STALE", "");
        return new WebhookOutcome.Accepted();
    }

    private static void note(DSLContext sql, String provider, PayoutNews.About news, @Nullable PayoutRecord row) {
        if (row != null) {
            sql.update(PROVIDER_EVENT)
                    .set(PROVIDER_EVENT.PAYOUT_ID, row.getId())
                    .where(PROVIDER_EVENT.PROVIDER.eq(provider))
                    .and(PROVIDER_EVENT.EVENT_ID.eq(news.eventId()))
                    .execute();
        }
    }

    /** Empty if it fits; else why people must look at it. */
    private static String misfit(String provider, @Nullable PayoutRecord row, PayoutNews.About news) {
        if (row == null || !row.getProvider().equals(provider)) {
            return "no such payout: " + news.key();
        }
        Money net = PayoutRows.payout(row).net();
        if (!news.amount().equals(net)) {
            return "payout %s is of %s, not of %s"
                    .formatted(row.getId(), net.words(), news.amount().words());
        }
        if (row.getSettledBy() != null
                && row.getState().equals(PayoutState.FAILED.name())
                && news.answer() instanceof Answer.Processed) {
            // People have given the money back to the payee, who would have it twice.
            return "payout %s was settled here as failed, and is said to be paid: ask %s, then correct the books"
                    .formatted(row.getId(), provider);
        }
        boolean other = !row.getProviderRef().equals(ref(news.answer()));
        // While it is under way, the number may be news. Once it has ended, a second one would be a second payment.
        return other && (row.getEndedAt() != null || !row.getProviderRef().isEmpty())
                ? "payout %s was %s there, and now there is %s"
                        .formatted(
                                row.getId(),
                                row.getProviderRef().isEmpty() ? "refused" : row.getProviderRef(),
                                ref(news.answer()))
                : "";
    }

    private static boolean isNews(PayoutState state, Answer answer) {
        return switch (state) {
            case SENT, UNKNOWN -> true;
            case CONFIRMED -> answer instanceof Answer.Failed;
            case REQUESTED, HELD, APPROVED, FAILED -> false;
        };
    }

    private static String ref(Answer answer) {
        return switch (answer) {
            case Answer.Processing processing -> processing.ref();
            case Answer.Processed processed -> processed.ref();
            case Answer.Failed failed -> failed.ref();
            case Answer.NotFound _, Answer.NoAnswer _ -> "";
        };
    }

    private static void close(
            Transaction transaction, String provider, PayoutNews.About news, String outcome, String reason) {
        transaction
                .sql()
                .update(PROVIDER_EVENT)
                .set(PROVIDER_EVENT.OUTCOME, outcome)
                .set(PROVIDER_EVENT.REASON, reason)
                .set(PROVIDER_EVENT.PROCESSED_AT, Instants.clockTimestamp())
                .where(PROVIDER_EVENT.PROVIDER.eq(provider))
                .and(PROVIDER_EVENT.EVENT_ID.eq(news.eventId()))
                .execute();
    }
}
