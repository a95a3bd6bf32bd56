package dev.stagedoor.benchmarks.ledger;

import dev.stagedoor.billing.Billing;
import dev.stagedoor.billing.audit.CheckReport.Status;
import dev.stagedoor.billing.metering.Receipt;
import dev.stagedoor.billing.pricing.Charge;
import java.util.List;

/** Whether what was metered came to what it should have. */
final class MeteringAudit {
    private static final int FINDINGS_SHOWN = 5;

    private final Billing billing;
    private final Charge charge;

    MeteringAudit(Billing billing, MeteringBench.Plan plan) {
        this.billing = billing;
        this.charge = billing.metering().callTerms(plan.increment()).plan().at(MeteredCall.PER_MINUTE.amountMinor());
    }

    /** Ends all calls and looks; nothing if all is right. */
    List<String> findings(MeteredCrowd crowd) {
        var receipts = crowd.end();
        var findings = crowd.tally().complaints();
        receipts.stream()
                .filter(receipt -> !isRight(receipt))
                .limit(FINDINGS_SHOWN)
                .map(receipt -> "a receipt is wrong: " + receipt)
                .forEach(findings::add);
        long charged = receipts.stream()
                .mapToLong(receipt -> receipt.charged().amountMinor())
                .sum();
        long redeemed = billing.ledger().trialBalance().lines().stream()
                .filter(line -> line.kind().equals("platform.coins_redeemed"))
                .mapToLong(line -> line.balance().amountMinor())
                .sum();
        if (charged != redeemed) {
            findings.add("receipts come to " + charged + ", but coins used come to " + redeemed);
        }
        if (billing.metering().runningSessions() != 0) {
            findings.add(billing.metering().runningSessions() + " calls are still metered");
        }
        billing.books().seal().seal();
        for (var report : billing.books().reconciliation().check()) {
            if (report.status() != Status.OK) {
                findings.add(report.check().id() + ": " + report.samples());
            }
        }
        return findings;
    }

    private boolean isRight(Receipt receipt) {
        return !receipt.fault() && receipt.charged().amountMinor() == charge.grossMinor(receipt.deliveredMs());
    }
}
