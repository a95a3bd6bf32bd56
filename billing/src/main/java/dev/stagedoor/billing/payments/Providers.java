package dev.stagedoor.billing.payments;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** The providers that are switched on, and what they can do for those who only know a name. */
public final class Providers {
    private final SequencedMap<String, PaymentProvider> byName = new LinkedHashMap<>();

    /** @param outside in the order in which they are preferred; the sandbox comes last */
    public Providers(List<PaymentProvider> outside, Sandbox sandbox) {
        outside.forEach(provider -> byName.put(provider.name(), provider));
        if (sandbox.enabled()) {
            byName.put(sandbox.provider().name(), sandbox.provider());
        }
    }

    /** The one for new orders first. */
    public List<String> names() {
        return List.copyOf(byName.keySet());
    }

    Collection<PaymentProvider> all() {
        return byName.values();
    }

    /** Null if none of that name is switched on. */
    @Nullable
    PaymentProvider find(String name) {
        return byName.get(name);
    }

    /** The one that new orders go to; null if none is switched on. */
    @Nullable
    PaymentProvider first() {
        return byName.isEmpty() ? null : byName.firstEntry().getValue();
    }

    /** Whether that provider is switched on and takes by its API what the house says to a bank. */
    public boolean takesAnswers(String provider) {
        PaymentProvider known = byName.get(provider);
        return known != null && known.takesAnswers();
    }

    /** Whether news of refunds names all that was given back by then; false also for a provider that is not switched on. */
    boolean tellsRefundsInAll(String provider) {
        PaymentProvider known = byName.get(provider);
        return known != null && known.tellsRefundsInAll();
    }

    /** The page of a provider's on which people answer banks; empty if there is none. */
    public String answersAt(String provider) {
        PaymentProvider known = byName.get(provider);
        return known == null ? "" : known.answersAt();
    }

    /** Passes on what the house says in a case of that provider's. Harmless to repeat. */
    public AnswerOutcome answer(String provider, DisputeAnswer answer) {
        PaymentProvider known = byName.get(provider);
        return known == null ? new AnswerOutcome.ByHand(provider + " is not switched on") : known.answer(answer);
    }
}
