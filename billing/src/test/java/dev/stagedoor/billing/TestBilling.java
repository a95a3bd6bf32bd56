package dev.stagedoor.billing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import dev.stagedoor.billing.agencies.MembershipOffer;
import dev.stagedoor.billing.agencies.MembershipOutcome;
import dev.stagedoor.billing.agencies.MembershipProposal;
import dev.stagedoor.billing.approval.DecisionOutcome;
import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.ledger.PostOutcome;
import dev.stagedoor.billing.metering.CallKind;
import dev.stagedoor.billing.metering.HoldOutcome;
import dev.stagedoor.billing.metering.Quote;
import dev.stagedoor.billing.metering.Rate;
import dev.stagedoor.billing.payouts.SecretBox;
import dev.stagedoor.billing.pricing.Increment;
import dev.stagedoor.billing.store.Tracing;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;

/** Billing with its clocks in our hands, and the steps that most tests begin with. */
public final class TestBilling implements BillingListener {
    /** Noon in Kolkata, far from the peak. */
    public static final Instant NOON = Instant.parse("2026-03-10T06:30:00Z");

    /** One for all tests: ids of two generators within a millisecond are in no order. */
    private static final TimeBasedEpochGenerator IDS = Generators.timeBasedEpochGenerator();

    public final CopyOnWriteArrayList<UUID> walletNews = new CopyOnWriteArrayList<>();
    public final CopyOnWriteArrayList<UUID> settledNews = new CopyOnWriteArrayList<>();
    public final Billing billing;

    private final AtomicLong nowMs = new AtomicLong(NOON.toEpochMilli());
    private final AtomicLong nanoTime = new AtomicLong();

    public TestBilling(DataSource pool, BillingConfig config) {
        this(pool, config, new PlainBox((byte) 1));
    }

    public TestBilling(DataSource pool, BillingConfig config, SecretBox box) {
        this(pool, config, box, Tracing.OFF, NOON);
    }

    /** Opened at that moment. */
    public TestBilling(DataSource pool, BillingConfig config, Instant now) {
        this(pool, config, new PlainBox((byte) 1), Tracing.OFF, now);
    }

    public TestBilling(DataSource pool, BillingConfig config, Tracing tracing) {
        this(pool, config, new PlainBox((byte) 1), tracing, NOON);
    }

    private TestBilling(DataSource pool, BillingConfig config, SecretBox box, Tracing tracing, Instant now) {
        nowMs.set(now.toEpochMilli());
        billing =
                Billing.open(pool, config, box, () -> Instant.ofEpochMilli(nowMs.get()), nanoTime::get, this, tracing);
    }

    /** What the clock says. */
    public Instant now() {
        return Instant.ofEpochMilli(nowMs.get());
    }

    /** Moves both clocks. */
    public void pass(long ms) {
        nowMs.addAndGet(ms);
        nanoTime.addAndGet(ms * 1_000_000);
    }

    /** Somebody sets the clock on the wall; what is measured goes on as it was. */
    public void setWrong(long ms) {
        nowMs.addAndGet(ms);
    }

    /** A new viewer with that many whole coins. */
    public UUID viewerWith(long coins) {
        UUID viewer = id();
        give(viewer, coins);
        return viewer;
    }

    public void give(UUID viewer, long coins) {
        PostOutcome outcome = billing.wallets().grantPromotion(viewer, id(), coins(coins), "test");
        assertThat(outcome).isInstanceOf(PostOutcome.Posted.class);
    }

    public Quote quote(UUID viewer, UUID performer, long coinsPerMinute, Increment increment) {
        return billing.metering().quote(viewer, performer, new Rate(CallKind.VIDEO, coins(coinsPerMinute), increment));
    }

    /** A held call. */
    public UUID hold(UUID viewer, UUID performer, long coinsPerMinute, Increment increment) {
        UUID call = id();
        Quote quote = quote(viewer, performer, coinsPerMinute, increment);
        assertThat(billing.metering().hold(call, quote.quoteId())).isInstanceOf(HoldOutcome.Held.class);
        return call;
    }

    /** A call whose clock runs. */
    public UUID call(UUID viewer, UUID performer, long coinsPerMinute, Increment increment) {
        UUID call = hold(viewer, performer, coinsPerMinute, increment);
        billing.metering().started(call);
        return call;
    }

    /** Brings a performer into an agency for that part of what is sold from now on; returns the membership. */
    public UUID represent(UUID performer, UUID agency, int agencyBasisPoints) {
        UUID membership = offer(performer, agency, agencyBasisPoints);
        assertThat(billing.agencies().accept(membership, performer)).isInstanceOf(MembershipOutcome.Done.class);
        return membership;
    }

    /** An offer that two people have signed and that the performer has not answered, with a month's notice. */
    public UUID offer(UUID performer, UUID agency, int agencyBasisPoints) {
        UUID proposal = id();
        MembershipOffer offer = new MembershipOffer(performer, agency, agencyBasisPoints, 30, "");
        assertThat(billing.agencies().propose(proposal, offer, "a contract", id()))
                .isInstanceOf(MembershipProposal.Proposed.class);
        assertThat(billing.approvals().approve(proposal, id(), "seen")).isInstanceOf(DecisionOutcome.Decided.class);
        return proposal;
    }

    public long available(UUID viewer) {
        return billing.wallets().wallet(viewer).available().amountMinor();
    }

    public long held(UUID viewer) {
        return billing.wallets().wallet(viewer).held().amountMinor();
    }

    public static UUID id() {
        return IDS.generate();
    }

    public static Money coins(long whole) {
        return Money.coins(whole * 1_000);
    }

    @Override
    public void walletChanged(UUID ownerId) {
        walletNews.add(ownerId);
    }

    @Override
    public void settledByRecovery(UUID callId) {
        settledNews.add(callId);
    }
}
