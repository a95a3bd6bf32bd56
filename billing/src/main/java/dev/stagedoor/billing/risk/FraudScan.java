package dev.stagedoor.billing.risk;

import dev.stagedoor.billing.ledger.OneByOne;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks for what looks like fraud. Harmless to repeat: a finding is one flag for as long as it is open. */
public final class FraudScan {
    private static final Logger LOG = LoggerFactory.getLogger(FraudScan.class);

    private final RiskStore store;
    private final RiskTerms terms;
    private final Supplier<UUID> ids;
    private final RiskCounts counts;

    public FraudScan(RiskStore store, RiskTerms terms, Supplier<UUID> ids, RiskCounts counts) {
        this.store = store;
        this.terms = terms;
        this.ids = ids;
        this.counts = counts;
    }

    /** One scan at {@code now}. Returns what it found, in a few words. */
    public String run(Instant now) {
        // Not until nothing is left: on a busy server something always is.
        while (store.count(now) >= RiskStore.MOST_AT_ONCE) {
            LOG.debug("More was spent than is counted at once");
        }
        OneByOne findings = new OneByOne(LOG, "finding about");
        List<Suspicion> raised = new ArrayList<>();
        for (Suspicion found : store.suspicions(terms, now)) {
            findings.did(found.subjectId(), () -> {
                if (store.raise(found, ids.get(), now)) {
                    raised.add(found);
                    tell(found);
                }
            });
        }
        store.forget(now.minus(terms.traitLife()));
        findings.complain();
        return raised.size() + " flags raised";
    }

    private void tell(Suspicion found) {
        LOG.warn(
                "Looks like fraud: {} of {}, {} where {} would be usual. Decide on it in the console, under Risk.",
                found.kind(),
                found.subjectId(),
                found.measured(),
                found.allowed());
        counts.raised(found.kind());
    }
}
