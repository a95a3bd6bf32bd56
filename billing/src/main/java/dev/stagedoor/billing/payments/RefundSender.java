package dev.stagedoor.billing.payments;

import java.time.Instant;
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

    /** Sends what was not sent, those that were asked about longest ago first, and says how that went. */
    public String run(Instant now) {
        int sent = 0;
        int byHand = 0;
        int waiting = 0;
        for (PaymentStore.RefundOrder refund : store.refundsToSend(REFUNDS_PER_RUN)) {
            switch (send(refund)) {
                case RefundOutcome.Taken() -> {
                    store.refundTold(refund.refundId(), RefundState.SENT);
                    sent++;
                }
                case RefundOutcome.Done() -> {
                    store.refundTold(refund.refundId(), RefundState.DONE);
                    sent++;
                }
                case RefundOutcome.ByHand(String reason) -> {
                    LOG.warn(
                            "Give {} back by hand for payment {} at {}: {}",
                            refund.amount().plain(),
                            refund.paymentId(),
                            refund.provider(),
                            reason);
                    store.refundTold(refund.refundId(), RefundState.BY_HAND);
                    byHand++;
                }
                case RefundOutcome.NotYet(String reason) -> {
                    LOG.warn("{} will be asked again for refund {}: {}", refund.provider(), refund.refundId(), reason);
                    store.refundAsked(refund.refundId(), now);
                    waiting++;
                }
            }
        }
        return "%d refunds passed on, %d to do by hand, %d to send again".formatted(sent, byHand, waiting);
    }

    private RefundOutcome send(PaymentStore.RefundOrder refund) {
        PaymentProvider provider = providers.find(refund.provider());
        return provider == null
                ? new RefundOutcome.ByHand(refund.provider() + " is not switched on")
                : provider.refund(refund.refundId(), refund.paymentId(), refund.amount());
    }
}
