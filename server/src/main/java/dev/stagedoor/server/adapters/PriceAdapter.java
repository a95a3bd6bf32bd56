package dev.stagedoor.server.adapters;

import dev.stagedoor.billing.Billing;
import dev.stagedoor.billing.approval.CanonicalJson;
import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.pricing.NetPerCoin;
import dev.stagedoor.billing.pricing.PriceBook;
import dev.stagedoor.billing.pricing.PriceChange;
import dev.stagedoor.billing.pricing.PriceFault;
import dev.stagedoor.billing.pricing.PriceList;
import dev.stagedoor.billing.pricing.PriceProposalOutcome;
import dev.stagedoor.billing.pricing.PriceValidator;
import dev.stagedoor.billing.pricing.PublishedPrices;
import dev.stagedoor.signaling.Money;
import dev.stagedoor.signaling.PriceDesk;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Price lists, as signalling sees them, kept by billing. */
public final class PriceAdapter implements PriceDesk {
    private final PriceBook book;
    private final Function<UUID, PriceList.Tier> tiers;

    /** Over billing. */
    public PriceAdapter(Billing billing) {
        this.book = billing.prices();
        this.tiers = billing.prices()::tierOf;
    }

    @Override
    public RateBounds rateBounds(UUID performerId) {
        PriceList.Tier tier = tiers.apply(performerId);
        return new RateBounds(tier.name(), range(tier.audio()), range(tier.video()));
    }

    private static RateRange range(PriceList.RateBounds bounds) {
        return new RateRange(coins(bounds.minimum()), coins(bounds.maximum()));
    }

    private static Money coins(long whole) {
        return new Money(Math.multiplyExact(whole, Asset.COIN.minorPerUnit()), Asset.COIN.name());
    }

    @Override
    public List<Version> versions() {
        return book.history().stream()
                .map(prices -> version(prices, book.standing(prices).name()))
                .toList();
    }

    @Override
    public Preview preview(Map<String, Object> prices) {
        PriceList list = list(prices);
        List<Fault> faults = book.faults(list).stream().map(PriceAdapter::fault).toList();
        return new Preview(faults, faults.isEmpty() ? nets(PriceValidator.check(list)) : List.of());
    }

    @Override
    public Outcome propose(Draft draft, UUID person) {
        Instant validFrom = draft.validFrom();
        PriceChange change = new PriceChange(
                draft.baseVersion(),
                list(draft.prices()),
                validFrom == null ? "" : validFrom.toString(),
                Objects.requireNonNullElse(draft.overrideReason(), ""));
        return switch (book.propose(draft.id(), change, draft.reason(), person)) {
            case PriceProposalOutcome.Proposed proposed ->
                new Outcome.Proposed(ApprovalAdapter.approval(proposed.approval()));
            case PriceProposalOutcome.Invalid invalid ->
                new Outcome.Invalid(
                        invalid.faults().stream().map(PriceAdapter::fault).toList());
            case PriceProposalOutcome.BelowMargin below -> new Outcome.BelowMargin(nets(below.tooLow()));
            case PriceProposalOutcome.Outdated outdated -> new Outcome.Outdated(outdated.newest());
            case PriceProposalOutcome.Past _ -> new Outcome.Past();
            case PriceProposalOutcome.Conflict _ -> new Outcome.Conflict();
            case PriceProposalOutcome.NoReason _ -> new Outcome.NoReason();
        };
    }

    private static PriceList list(Map<String, Object> prices) {
        return CanonicalJson.read(CanonicalJson.write(prices), PriceList.class);
    }

    private static Version version(PublishedPrices prices, String state) {
        return new Version(
                prices.version(),
                prices.prices(),
                prices.validFrom(),
                state,
                nets(PriceValidator.check(prices.prices())),
                publication(prices.publication()));
    }

    private static @Nullable Publication publication(PublishedPrices.@Nullable Publication publication) {
        return publication == null
                ? null
                : new Publication(
                        publication.approvalId(),
                        publication.proposedBy(),
                        publication.approvedBy(),
                        publication.publishedAt(),
                        publication.reason(),
                        publication.overrideReason());
    }

    private static List<Net> nets(List<NetPerCoin> nets) {
        return nets.stream()
                .map(net -> new Net(
                        net.packageId(),
                        net.planId().isEmpty() ? null : net.planId(),
                        net.channel(),
                        net.allowance(),
                        net.netMilli(),
                        net.requiredMilli(),
                        net.isEnough()))
                .toList();
    }

    private static Fault fault(PriceFault fault) {
        return new Fault(fault.pointer(), fault.detail());
    }
}
