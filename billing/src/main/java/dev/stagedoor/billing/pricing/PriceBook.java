package dev.stagedoor.billing.pricing;

import dev.stagedoor.billing.approval.Approvals;
import dev.stagedoor.billing.approval.ProposalOutcome;
import dev.stagedoor.billing.ledger.SplitTerms;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The price lists that were ever published, and which of them is in force. They are read from the store when this node
 * publishes one and otherwise whenever {@link #refresh} is called, so another node's list is known here about a second
 * later. Asking for a price touches the database only where the list has splits for levels: who is in which is kept there.
 */
public final class PriceBook implements Tariffs {
    private static final Logger LOG = LoggerFactory.getLogger(PriceBook.class);

    private final PriceStore store;
    private final Approvals approvals;
    private final PricingTerms timing;
    private final PerformerFacts performers;
    private final List<String> channels;
    private final InstantSource clock;
    private final PublishedPrices initial;
    private volatile List<PublishedPrices> published = List.of();

    /**
     * Knows only the initial list until it is refreshed.
     *
     * @param initial in force until a list is published
     * @param timing how time is cut; its peak windows are those of the list in force
     * @param performers what a performer's own terms depend on
     * @param channels that are switched on: a list has to say what each of them keeps
     */
    public PriceBook(
            PriceStore store,
            Approvals approvals,
            PriceList initial,
            PricingTerms timing,
            PerformerFacts performers,
            List<String> channels,
            InstantSource clock) {
        this.store = store;
        this.approvals = approvals;
        this.timing = timing;
        this.performers = performers;
        this.channels = List.copyOf(channels);
        this.clock = clock;
        this.initial = new PublishedPrices(0, initial, Instant.EPOCH, null);
    }

    /** Reads what has been published since, by any node. */
    public void refresh() {
        published = List.copyOf(store.published());
    }

    /** Says in the log what of the list in force earns too little, or cannot be told. To be called at start. */
    public void warnOfLosses() {
        for (String channel : withoutFee(prices())) {
            LOG.warn(
                    "{} is switched on, and the price list does not say what it keeps: whether its sales earn anything is not checked; add a line to the fees under Prices in the console",
                    channel);
        }
        List<NetPerCoin> tooLow = losses();
        if (!tooLow.isEmpty()) {
            NetPerCoin first = tooLow.getFirst();
            LOG.warn(
                    "{} ways to come by coins leave less than share and margin, such as {}{} with plan '{}' through {}: {} of {} thousandths of a minor unit a coin; see Prices in the console",
                    tooLow.size(),
                    first.allowance() ? "free minutes after " : "",
                    first.packageId(),
                    first.planId(),
                    first.channel(),
                    first.netMilli(),
                    first.requiredMilli());
        }
    }

    /** Of the ways to come by coins that are open, those that earn too little; nobody pays anything in the sandbox. */
    List<NetPerCoin> losses() {
        return PriceValidator.tooLow(prices()).stream()
                .filter(way -> channels.contains(way.channel()))
                .toList();
    }

    /** The list in force now. */
    public PriceList prices() {
        return inForce().prices();
    }

    /** What bringing people brought at that moment. */
    public PriceList.Referral referralsAt(Instant moment) {
        return inForce(moment).prices().referrals();
    }

    /** The list in force now, with its version. */
    PublishedPrices inForce() {
        return inForce(clock.instant());
    }

    /** The newest that has begun: each was made in view of those before it, those still to come among them. */
    private PublishedPrices inForce(Instant moment) {
        PublishedPrices found = initial;
        for (PublishedPrices candidate : published) {
            if (!candidate.validFrom().isAfter(moment)) {
                found = candidate;
            }
        }
        return found;
    }

    /** Where a list stands among the others now. */
    public Standing standing(PublishedPrices list) {
        Instant now = clock.instant();
        if (inForce(now).version() == list.version()) {
            return Standing.IN_FORCE;
        }
        if (inForce(list.validFrom()).version() != list.version()) {
            return Standing.REPLACED;
        }
        return list.validFrom().isAfter(now) ? Standing.UPCOMING : Standing.PAST;
    }

    /** Where a published list stands. */
    public enum Standing {
        IN_FORCE,
        UPCOMING,
        PAST,
        /** Never in force: a newer one began before it did. */
        REPLACED
    }

    /** Every list there ever was, and those to come, newest version first. */
    public List<PublishedPrices> history() {
        List<PublishedPrices> all = new ArrayList<>();
        all.add(initial);
        all.addAll(published);
        return all.reversed();
    }

    /** The newest version, in force or not yet. */
    public long newestVersion() {
        return published.isEmpty() ? 0 : published.getLast().version();
    }

    /** Everything that keeps a list from being published here; empty if nothing does. */
    public List<PriceFault> faults(PriceList list) {
        List<PriceFault> faults =
                new ArrayList<>(PriceListRules.check(list, initial.prices().currency()));
        for (String channel : withoutFee(list)) {
            faults.add(new PriceFault(
                    "/fees",
                    "needs a line for " + channel
                            + ", which is switched on: what it keeps says whether a sale earns anything"));
        }
        return List.copyOf(faults);
    }

    private List<String> withoutFee(PriceList list) {
        return channels.stream()
                .filter(channel ->
                        list.fees().stream().noneMatch(fee -> fee.channel().equals(channel)))
                .toList();
    }

    /** Proposes a list; it is published when somebody else approves it. */
    public PriceProposalOutcome propose(UUID id, PriceChange change, String reason, UUID proposer) {
        List<PriceFault> faults = faults(change.prices());
        if (!faults.isEmpty()) {
            return new PriceProposalOutcome.Invalid(faults);
        }
        if (change.baseVersion() != newestVersion()) {
            return new PriceProposalOutcome.Outdated(newestVersion());
        }
        if (!change.validFrom().isEmpty() && Instant.parse(change.validFrom()).isBefore(clock.instant())) {
            return new PriceProposalOutcome.Past();
        }
        List<NetPerCoin> tooLow = PriceValidator.tooLow(change.prices());
        if (!tooLow.isEmpty() && change.overrideReason().isBlank()) {
            return new PriceProposalOutcome.BelowMargin(tooLow);
        }
        return switch (approvals.propose(id, PriceChange.KIND, change, reason, proposer)) {
            case ProposalOutcome.Proposed proposed -> new PriceProposalOutcome.Proposed(proposed.approval());
            case ProposalOutcome.Conflict _ -> new PriceProposalOutcome.Conflict();
            case ProposalOutcome.NoReason _ -> new PriceProposalOutcome.NoReason();
        };
    }

    @Override
    public PricingTerms pricing() {
        return timing.withPeakWindows(prices().windows());
    }

    @Override
    public SplitTerms split(UUID performerId) {
        PriceList list = prices();
        return list.terms(splitOf(list, performerId)).with(performers.agencyAt(performerId, clock.instant()));
    }

    /** What an agency of this performer is offered of the performer's side, in basis points, unless something else is agreed. */
    public int agencyBasisPoints(UUID performerId) {
        return splitOf(prices(), performerId).agencyBasisPoints();
    }

    /**
     * The tier of the list in force that a performer is in, which bounds their rates and may have a split of its own. Nobody
     * can be followed yet, so followers raise nobody.
     */
    public PriceList.Tier tierOf(UUID performerId) {
        return tierOf(prices(), performerId);
    }

    private PriceList.Split splitOf(PriceList list, UUID performerId) {
        return list.splitOf(performerId, () -> tierOf(list, performerId).name());
    }

    private PriceList.Tier tierOf(PriceList list, UUID performerId) {
        return list.tier(0, performers.isVerified(performerId));
    }

    @Override
    public SplitTerms split() {
        return prices().defaultSplit();
    }
}
