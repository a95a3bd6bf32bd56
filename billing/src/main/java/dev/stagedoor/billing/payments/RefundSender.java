package dev.stagedoor.billing.payments;

import dev.stagedoor.billing.ledger.OneByOne;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells providers of refunds that were granted. Harmless to repeat; one that got no answer is sent again. */
public final class RefundSender {
    private static final int REFUNDS_PER_RUN = 200;
    private static final Logger LOG = LoggerFactory.getLogger(RefundSender.class);

    private final PaymentStore store;
    private final Providers providers;

    public RefundSender(PaymentStore store, Providers providers) {
        this.store = store;
        this.providers = providers;
    }

    /**
     * Sends what was not sent, those that were asked about longest ago first, and says how that went. One that cannot be sent keeps
     * no other waiting; the run fails for it at its end.
     */
    public String run(Instant now) {
        OneByOne refunds = new OneByOne(LOG, "refund");
        Map<RefundState, Integer> told = new EnumMap<>(RefundState.class);
        for (PaymentStore.RefundOrder refund : store.refundsToSend(REFUNDS_PER_RUN)) {
            boolean done = refunds.did(refund.refundId(), () -> told.merge(tell(refund, now), 1, Integer::sum));
            if (!done) {
                refunds.did(refund.refundId(), () -> store.refundAsked(refund.refundId(), now));
            }
        }
        refunds.complain();
        return "%d refunds passed on, %d to do by hand, %d to send again"
                .formatted(
                        told.getOrDefault(RefundState.SENT, 0) + told.getOrDefault(RefundState.DONE, 0),
                        told.getOrDefault(RefundState.BY_HAND, 0),
                        told.getOrDefault(RefundState.TO_SEND, 0));
    }

    /** How far it is then. */
    private RefundState tell(PaymentStore.RefundOrder refund, Instant now) {
        switch (send(refund)) {
            case RefundOutcome.Taken() -> {
                store.refundTold(refund.refundId(), RefundState.SENT);
                return RefundState.SENT;
            }
            case RefundOutcome.Done() -> {
                store.refundTold(refund.refundId(), RefundState.DONE);
                return RefundState.DONE;
            }
            case RefundOutcome.ByHand(String reason) -> {
                LOG.warn(
                        "Give {} back by hand for payment {} at {}: {}",
                        refund.amount().words(),
                        refund.paymentId(),
                        refund.provider(),
                        reason);
                store.refundTold(refund.refundId(), RefundState.BY_HAND);
                return RefundState.BY_HAND;
            }
            case RefundOutcome.NotYet(String reason) -> {
                LOG.warn("{} will be asked again for refund {}: {}", refund.provider(), refund.refundId(), reason);
                store.refundAsked(refund.refundId(), now);
                return RefundState.TO_SEND;
            }
        }
    }

    private RefundOutcome send(PaymentStore.RefundOrder refund) {
        PaymentProvider provider = providers.find(refund.provider());
        return provider == null
                ? new RefundOutcome.ByHand(refund.provider() + " is not switched on")
                : provider.refund(refund.refundId(), refund.paymentId(), refund.amount());
    }
}
