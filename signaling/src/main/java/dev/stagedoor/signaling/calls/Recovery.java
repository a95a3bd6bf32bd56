package dev.stagedoor.signaling.calls;

import dev.stagedoor.signaling.Entitlements.Receipt;
import dev.stagedoor.signaling.protocol.CallOutcome;
import dev.stagedoor.signaling.protocol.CallView.Party;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes the log of calls whose server died. Billing decides what was delivered and what it costs, once the dead
 * server's lease has run out; this only writes down what billing decided and tells the two if they are connected.
 * Safe for any thread; the methods' work is done in one mailbox.
 */
final class Recovery {
    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

    private final Ports ports;
    private final Mailbox mailbox;
    private final Set<UUID> open = ConcurrentHashMap.newKeySet();

    Recovery(Ports ports) {
        this.ports = ports;
        this.mailbox = new Mailbox(ports.executor());
    }

    /** Looks for calls left open; those not settled yet are closed when billing reports them. */
    void start() {
        open.addAll(ports.log().open());
        LOG.info("calls left open by an earlier run: {}", open.size());
        List.copyOf(open).forEach(this::settled);
    }

    /** Billing has settled a call. */
    void settled(UUID callId) {
        if (open.contains(callId)) {
            mailbox.post(() -> close(callId));
        }
    }

    private void close(UUID callId) {
        Receipt receipt = ports.entitlements().receipt(callId);
        if (receipt == null || !open.remove(callId)) {
            return;
        }
        boolean active = receipt.startedAt() != null;
        CallOutcome outcome = Outcomes.of(receipt.reason(), active);
        ports.log()
                .ended(
                        callId,
                        new CallLog.Ending(
                                outcome,
                                receipt.reason(),
                                receipt.endedAt(),
                                receipt.deliveredMs(),
                                receipt.charged(),
                                List.of()));
        new CallNews(termsOf(receipt), ports.events()).ended(outcome, receipt.reason(), active ? receipt : null);
    }

    /** News of an ended call name nobody, so the names may be empty. */
    private static CallTerms termsOf(Receipt receipt) {
        return new CallTerms(
                receipt.callId(),
                receipt.callId(),
                receipt.kind(),
                receipt.increment(),
                receipt.perMinute(),
                null,
                new Party(receipt.viewerId(), ""),
                new Party(receipt.performerId(), ""),
                receipt.endedAt());
    }
}
