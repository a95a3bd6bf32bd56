package dev.stagedoor.billing.tax;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every rule there is, of which one holds for a preset on a day. */
public record TaxRules(List<TaxRule> rules) {
    public TaxRules {
        rules = List.copyOf(rules);
    }

    /** The rule of a preset on a day, the newest version if several hold; null if none does. */
    public @Nullable TaxRule inForce(String preset, LocalDate day) {
        return rules.stream()
                .filter(rule -> rule.preset().equals(preset) && rule.holdsOn(day))
                .max(Comparator.comparingInt(TaxRule::version))
                .orElse(null);
    }
}
