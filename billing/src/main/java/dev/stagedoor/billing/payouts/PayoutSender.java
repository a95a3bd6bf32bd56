package dev.stagedoor.billing.payouts;

import java.time.Instant;
import java.util.Map;

/**
 * Tells providers to pay and asks them what became of it.
 *
 * <p>A payout is written down as sent, with the money already off the payee's account, before the provider hears of it. So
 * whatever is lost after that (the answer, the connection, this process) leaves a payout that somebody must ask about, never
 * one that looks unsent. Whoever finds such a payout asks the provider by the payout's own key first, and sends it again
 * under the same key only if the provider knows nothing of it: a provider pays a key once.
 */
public final class PayoutSender {
    /** Most payouts in one run; the next one goes on. */
    private static final int ERRANDS_PER_RUN = 500;

    private final PayoutStore store;
    private final Map<String, PayoutProvider> providers;

    public PayoutSender(PayoutStore store, Map<String, PayoutProvider> providers) {
        this.store = store;
        this.providers = Map.copyOf(providers);
    }

    /** Does what is due; returns what it did. */
    public String run(Instant now) {
        int sent = 0;
        int asked = 0;
        while (sent + asked < ERRANDS_PER_RUN) {
            PayoutStore.Errand errand = store.nextErrand(now);
            if (errand == null) {
                break;
            }
            store.answered(errand.payout().id(), errand.sentBefore() ? ask(errand) : create(errand), now);
            if (errand.sentBefore()) {
                asked++;
            } else {
                sent++;
            }
        }
        return sent + " sent, " + asked + " asked about";
    }

    private PayoutProvider.Answer create(PayoutStore.Errand errand) {
        PayoutProvider provider = providers.get(errand.payout().provider());
        return provider == null
                ? unknown(errand)
                : provider.create(new PayoutProvider.Instruction(
                        errand.payout().providerKey(), errand.payout().net(), errand.destination()));
    }

    private PayoutProvider.Answer ask(PayoutStore.Errand errand) {
        PayoutProvider provider = providers.get(errand.payout().provider());
        if (provider == null) {
            return unknown(errand);
        }
        PayoutProvider.Answer answer = provider.fetch(errand.payout().providerKey());
        return answer instanceof PayoutProvider.Answer.NotFound && errand.mayBeSent() ? create(errand) : answer;
    }

    private static PayoutProvider.Answer unknown(PayoutStore.Errand errand) {
        return new PayoutProvider.Answer.NoAnswer(
                "the provider " + errand.payout().provider() + " is not switched on");
    }
}
