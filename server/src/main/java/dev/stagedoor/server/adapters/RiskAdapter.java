package dev.stagedoor.server.adapters;

import static dev.stagedoor.server.adapters.MoneyTranslation.page;

import dev.stagedoor.billing.ledger.LedgerUnavailableException;
import dev.stagedoor.billing.risk.RiskDecided;
import dev.stagedoor.billing.risk.RiskFlag;
import dev.stagedoor.signaling.RiskDesk;
import dev.stagedoor.signaling.WalletService.Page;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What looks like fraud, as signalling sees it, kept by billing. */
public final class RiskAdapter implements RiskDesk {
    private static final Logger LOG = LoggerFactory.getLogger(RiskAdapter.class);

    private final dev.stagedoor.billing.risk.RiskDesk desk;

    /** Over billing's. */
    public RiskAdapter(dev.stagedoor.billing.risk.RiskDesk desk) {
        this.desk = desk;
    }

    @Override
    public void signedIn(UUID accountId, String browserId) {
        try {
            desk.signedIn(accountId, browserId);
        } catch (LedgerUnavailableException e) {
            LOG.warn("Not written down by which browser {} signed in: {}", accountId, e.getMessage());
        }
    }

    @Override
    public Page<Flag> flags(@Nullable State state, @Nullable String cursor, int limit) {
        RiskFlag.State wanted = state == null ? null : RiskFlag.State.valueOf(state.name());
        return page(desk.flags(wanted, cursor, limit), RiskAdapter::flag);
    }

    @Override
    public Outcome decide(UUID flagId, Ruling ruling, UUID person, String note) {
        RiskDecided decided = switch (ruling) {
            case DISMISS -> desk.dismiss(flagId, person, note);
            case CONFIRM -> desk.confirm(flagId, person, note);
        };
        return switch (decided) {
            case RiskDecided.Done(RiskFlag flag, int released) -> new Outcome.Decided(flag(flag), released);
            case RiskDecided.TooLate(RiskFlag.State state) -> new Outcome.TooLate(State.valueOf(state.name()));
            case RiskDecided.OwnCase() -> new Outcome.OwnCase();
            case RiskDecided.Missing() -> new Outcome.Missing();
            case RiskDecided.NoReason() -> throw new IllegalArgumentException("the contract asks for a reason");
        };
    }

    private static Flag flag(RiskFlag flag) {
        RiskFlag.Decision decision = flag.decision();
        return new Flag(
                flag.flagId(),
                flag.kind().name(),
                flag.subjectId(),
                flag.measured(),
                flag.allowed(),
                flag.raisedAt(),
                State.valueOf(flag.state().name()),
                flag.parties().stream()
                        .map(party -> new Party(party.accountId(), party.holds()))
                        .toList(),
                decision == null ? null : new Decision(decision.person(), decision.at(), decision.note()));
    }
}
