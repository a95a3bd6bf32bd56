package dev.stagedoor.signaling.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.stagedoor.signaling.AgencyDesk.Earned;
import dev.stagedoor.signaling.AgencyDesk.Membership;
import dev.stagedoor.signaling.AgencyDesk.Step;
import dev.stagedoor.signaling.Money;
import dev.stagedoor.signaling.identity.AccountStore;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Memberships as people see them: with names, and with what they brought in a month. */
final class AgencyViews {
    private final AccountStore people;

    AgencyViews(AccountStore people) {
        this.people = people;
    }

    /** Names are null of people who are gone. */
    record NamedMembership(
            @JsonUnwrapped Membership membership,
            @Nullable String performerName,
            @Nullable String agencyName) {}

    record NamedStep(@JsonUnwrapped Step step, @Nullable String personName) {}

    /** @param agencyPart of the performer's sales */
    record NamedEarned(
            UUID performerId,
            @Nullable String performerName,
            UUID agencyId,
            @Nullable String agencyName,
            Money agencyPart) {}

    /** @param earned in {@code month}, most first */
    record Represented(YearMonth month, List<NamedMembership> memberships, List<NamedEarned> earned) {}

    List<NamedMembership> named(List<Membership> memberships) {
        Map<UUID, String> names =
                names(memberships.stream().flatMap(each -> Stream.of(each.performerId(), each.agencyId())));
        return memberships.stream()
                .map(each -> new NamedMembership(each, names.get(each.performerId()), names.get(each.agencyId())))
                .toList();
    }

    List<NamedStep> namedSteps(List<Step> steps) {
        Map<UUID, String> names = names(steps.stream().map(Step::personId));
        return steps.stream()
                .map(step -> new NamedStep(step, names.get(step.personId())))
                .toList();
    }

    Represented represented(YearMonth month, List<Membership> memberships, List<Earned> earned) {
        Map<UUID, String> names =
                names(earned.stream().flatMap(each -> Stream.of(each.performerId(), each.agencyId())));
        List<NamedEarned> named = earned.stream()
                .map(each -> new NamedEarned(
                        each.performerId(),
                        names.get(each.performerId()),
                        each.agencyId(),
                        names.get(each.agencyId()),
                        each.amount()))
                .toList();
        return new Represented(month, named(memberships), named);
    }

    private Map<UUID, String> names(Stream<UUID> ids) {
        return people.displayNames(ids.collect(Collectors.toSet()));
    }
}
