package dev.stagedoor.signaling.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.stagedoor.signaling.RiskDesk;
import dev.stagedoor.signaling.RiskDesk.Decision;
import dev.stagedoor.signaling.RiskDesk.Flag;
import dev.stagedoor.signaling.RiskDesk.Outcome;
import dev.stagedoor.signaling.RiskDesk.Party;
import dev.stagedoor.signaling.RiskDesk.Ruling;
import dev.stagedoor.signaling.RiskDesk.State;
import dev.stagedoor.signaling.WalletService.Page;
import dev.stagedoor.signaling.identity.AccountStore;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What looks like fraud, for the console. */
final class RiskOperations implements Operations {
    private final RiskDesk desk;
    private final AccountStore people;
    private final FactorGate gate;

    RiskOperations(RiskDesk desk, AccountStore people, FactorGate gate) {
        this.desk = desk;
        this.people = people;
        this.gate = gate;
    }

    @Override
    public Map<String, Handler> byId() {
        return Map.of("adminListRiskFlags", this::list, "adminDecideRiskFlag", this::decide);
    }

    private record DecisionBody(Ruling ruling, String note) {}

    /** A flag with the names of whom it concerns; null for those who are gone. */
    private record NamedFlag(
            UUID id,
            String kind,
            UUID subjectId,
            long measured,
            long allowed,
            Instant raisedAt,
            State state,
            List<NamedParty> parties,
            @Nullable NamedDecision decision) {}

    private record NamedParty(
            @JsonUnwrapped Party party, @Nullable String name) {}

    private record NamedDecision(
            @JsonUnwrapped Decision decision, @Nullable String name) {}

    private record Decided(NamedFlag flag, int releasedPayouts) {}

    private Reply list(ApiRequest request) {
        String state = request.query("state");
        Page<Flag> page = desk.flags(state == null ? null : State.valueOf(state), request.cursor(), request.limit());
        Map<UUID, String> names = names(page.items());
        return Reply.ok(
                new Page<>(page.items().stream().map(flag -> named(flag, names)).toList(), page.nextCursor()));
    }

    private Reply decide(ApiRequest request) {
        DecisionBody body = request.body(DecisionBody.class);
        // Dismissing lets payouts go.
        Reply refusal = body.ruling() == Ruling.DISMISS ? gate.refusal(request) : null;
        if (refusal != null) {
            return refusal;
        }
        return switch (desk.decide(request.pathId("flagId"), body.ruling(), request.userId(), body.note())) {
            case Outcome.Decided(Flag flag, int released) ->
                Reply.ok(new Decided(named(flag, names(List.of(flag))), released));
            case Outcome.TooLate(State state) ->
                Reply.refused(
                        409,
                        "ALREADY_DECIDED",
                        "Somebody has decided on this before: it is " + state + ". Load the list again.");
            case Outcome.OwnCase() -> Reply.ownCase();
            case Outcome.Missing() -> Reply.notFound("There is no such flag.");
        };
    }

    private Map<UUID, String> names(Collection<Flag> flags) {
        Set<UUID> ids = new HashSet<>();
        for (Flag flag : flags) {
            flag.parties().forEach(party -> ids.add(party.accountId()));
            Decision decision = flag.decision();
            if (decision != null) {
                ids.add(decision.person());
            }
        }
        return people.displayNames(ids);
    }

    private static NamedFlag named(Flag flag, Map<UUID, String> names) {
        Decision decision = flag.decision();
        return new NamedFlag(
                flag.id(),
                flag.kind(),
                flag.subjectId(),
                flag.measured(),
                flag.allowed(),
                flag.raisedAt(),
                flag.state(),
                flag.parties().stream()
                        .map(party -> new NamedParty(party, names.get(party.accountId())))
                        .toList(),
                decision == null ? null : new NamedDecision(decision, names.get(decision.person())));
    }
}
