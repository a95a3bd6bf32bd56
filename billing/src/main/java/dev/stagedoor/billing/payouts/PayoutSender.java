package dev.stagedoor.billing.payouts;

import dev.stagedoor.billing.ledger.OneByOne;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells providers to pay and asks them what became of it.
 *
 * <p>A payout is written down as sent, with the money already off the payee's account, before the provider hears of it. So
 * whatever is lost after that (the answer, the connection, this process) leaves a payout that somebody must ask about, never
 * one that looks unsent. Whoever finds such a payout asks the provider by the payout's own key first, and sends it again
 * under the same key only if the provider knows nothing of it: a provider pays a key once.
 */
public final class PayoutSender {
    private static final Logger LOG = LoggerFactory.getLogger(PayoutSender.class);
    /** Most payouts in one run; the next one goes on. */
    private static final int ERRANDS_PER_RUN = 500;

    private final PayoutStore store;
    private final Map<String, PayoutProvider> providers;

    public PayoutSender(PayoutStore store, Map<String, PayoutProvider> providers) {
        this.store = store;
        this.providers = Map.copyOf(providers);
    }

    /** Does what is due; returns what it did. One that cannot be seen to keeps no other waiting; the run fails for it at its end. */
    public String run(Instant now) {
        OneByOne errands = new OneByOne(LOG, "payout");
        int sent = 0;
        int asked = 0;
        while (sent + asked < ERRANDS_PER_RUN) {
            PayoutStore.@Nullable Errand errand = errands.next(without -> store.nextErrand(now, without));
            if (errand == null) {
                break;
            }
            UUID payoutId = errand.payout().id();
            errands.did(payoutId, () -> store.answered(payoutId, answer(errand), now));
            if (errand.sentBefore()) {
                asked++;
            } else {
                sent++;
            }
        }
        errands.complain();
        return sent + " sent, " + asked + " asked about";
    }

    private PayoutProvider.Answer answer(PayoutStore.Errand errand) {
        try {
            return errand.sentBefore() ? ask(errand) : create(errand);
        } catch (RuntimeException e) {
            // The order may have reached the provider all the same.
            LOG.error(
                    "What {} answered of payout {} could not be read",
                    errand.payout().provider(),
                    errand.payout().id(),
                    e);
            return new PayoutProvider.Answer.NoAnswer(
                    "What " + errand.payout().provider() + " answered could not be read.");
        }
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
