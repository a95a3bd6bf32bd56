package dev.stagedoor.billing.tax;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Every rule there is, of which one holds for a preset on a day. */
public record TaxRules(List<TaxRule> rules) {
    /** The last that is written with four digits; not much later the database knows none. */
    private static final int LAST_YEAR = 9_999;

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

    /**
     * What a change would become now. It begins on a day to come, so that nothing that was withheld was withheld by another rule
     * than the one that held, and leaves no day from now on without a rule.
     */
    public NextRule next(TaxRuleChange change, Instant now) {
        TaxRule newest = newest(change.preset());
        if (newest == null) {
            return new NextRule.Refused(
                    "there is no tax rule " + change.preset() + "; a new one comes with the program");
        }
        if (newest.version() != change.baseVersion()) {
            return new NextRule.Outdated(newest.version());
        }
        TaxRule rule;
        try {
            rule = change.after(newest);
        } catch (DateTimeException | IllegalArgumentException e) {
            return new NextRule.Refused("it makes no sense: " + e.getMessage());
        }
        if (isBehindTheCalendar(rule.validFrom()) || isBehindTheCalendar(rule.validTo())) {
            return new NextRule.Refused("a year has four digits: choose days before the year 10000");
        }
        LocalDate today = LocalDate.ofInstant(now, rule.year().zone());
        if (!rule.validFrom().isAfter(today)) {
            return new NextRule.Refused("it would begin on %s, and today is %s already (%s): choose a day to come"
                    .formatted(rule.validFrom(), today, rule.year().zone()));
        }
        if (rule.section().isEmpty() && rule.rateBasisPoints() + rule.noIdRateBasisPoints() > 0) {
            return new NextRule.Refused("tax that is withheld is reported under a section: name it");
        }
        LocalDate bare = with(rule).firstDayWithout(change.preset(), today);
        return bare == null
                ? new NextRule.Fits(rule)
                : new NextRule.Refused("no rule would hold on " + bare + ", and nothing could be paid out on that day");
    }

    private static boolean isBehindTheCalendar(@Nullable LocalDate day) {
        return day != null && day.getYear() > LAST_YEAR;
    }

    private @Nullable TaxRule newest(String preset) {
        return rules.stream()
                .filter(rule -> rule.preset().equals(preset))
                .max(Comparator.comparingInt(TaxRule::version))
                .orElse(null);
    }

    private TaxRules with(TaxRule rule) {
        return new TaxRules(Stream.concat(rules.stream(), Stream.of(rule)).toList());
    }

    /** Of the days from {@code from} on, or from the first day of all where that is later; null if there is a rule for each. */
    private @Nullable LocalDate firstDayWithout(String preset, LocalDate from) {
        List<TaxRule> own =
                rules.stream().filter(rule -> rule.preset().equals(preset)).toList();
        LocalDate first = own.stream()
                .map(TaxRule::validFrom)
                .min(Comparator.naturalOrder())
                .orElse(from);
        LocalDate day = first.isAfter(from) ? first : from;
        while (true) {
            LocalDate looked = day;
            List<TaxRule> holding =
                    own.stream().filter(rule -> rule.holdsOn(looked)).toList();
            if (holding.isEmpty()) {
                return day;
            }
            if (holding.stream().anyMatch(rule -> rule.validTo() == null)) {
                return null;
            }
            day = holding.stream()
                    .map(TaxRule::validTo)
                    .filter(Objects::nonNull)
                    .max(Comparator.naturalOrder())
                    .orElse(day)
                    .plusDays(1);
        }
    }
}
