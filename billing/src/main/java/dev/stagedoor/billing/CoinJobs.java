package dev.stagedoor.billing;

import dev.stagedoor.billing.audit.Job;
import dev.stagedoor.billing.audit.Schedule;
import dev.stagedoor.billing.ledger.LotTerms;
import dev.stagedoor.billing.wallet.CoinLife;
import java.time.Duration;
import java.util.List;

/** What is due for coins and for the payments that bought them. */
record CoinJobs(CoinLife coinLife, Sales sales) {
    private static final Duration OFTEN = Duration.ofMinutes(1);

    List<Job> of(LotTerms lots) {
        Schedule nightly = new Schedule.Daily(lots.closeAt(), lots.zone());
        return List.of(
                new Job("expire-coins", new Schedule.Every(OFTEN), coinLife::expire),
                new Job(
                        "auto-top-ups",
                        new Schedule.Every(OFTEN),
                        _ -> sales.autoTopUps().wakeDue()),
                new Job("fetch-orders", new Schedule.Every(OFTEN), sales.orderFetcher()::runDue),
                new Job("send-refunds", new Schedule.Every(OFTEN), sales.refundSender()::run),
                new Job("answer-banks", new Schedule.Every(OFTEN), sales.caseAnswers()::send),
                new Job("number-documents", new Schedule.Every(OFTEN), sales.receipts()::giveNumbers),
                new Job("recognise-revenue", nightly, coinLife::recognise),
                new Job("expire-idle-coins", nightly, coinLife::expireIdle),
                new Job("warn-of-expiry", nightly, coinLife::warn));
    }
}
