package dev.stagedoor.billing.approval;

import static dev.stagedoor.billing.TestBilling.coins;
import static dev.stagedoor.billing.TestBilling.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.Billing;
import dev.stagedoor.billing.BillingConfig;
import dev.stagedoor.billing.FreshDatabase;
import dev.stagedoor.billing.Invariants;
import dev.stagedoor.billing.TestBilling;
import dev.stagedoor.billing.agencies.MembershipEnd;
import dev.stagedoor.billing.agencies.MembershipOffer;
import dev.stagedoor.billing.disputes.Adjustment;
import dev.stagedoor.billing.disputes.AnswerKept;
import dev.stagedoor.billing.disputes.ClaimOutcome;
import dev.stagedoor.billing.disputes.Disputes;
import dev.stagedoor.billing.disputes.Shop;
import dev.stagedoor.billing.metering.EndReason;
import dev.stagedoor.billing.payments.NewsClosed;
import dev.stagedoor.billing.payments.Order;
import dev.stagedoor.billing.payments.ProviderEvent.Kind;
import dev.stagedoor.billing.payments.ProviderNews;
import dev.stagedoor.billing.payments.WebhookOutcome;
import dev.stagedoor.billing.pricing.Increment;
import dev.stagedoor.billing.pricing.ListDraft;
import dev.stagedoor.billing.pricing.Lists;
import dev.stagedoor.billing.pricing.PriceBook;
import dev.stagedoor.billing.pricing.PriceChange;
import dev.stagedoor.billing.pricing.PriceList.Scope;
import dev.stagedoor.billing.pricing.PriceList.Split;
import dev.stagedoor.billing.pricing.PricePresets;
import dev.stagedoor.billing.referrals.Newcomer;
import dev.stagedoor.billing.wallet.CodeOutcome;
import dev.stagedoor.billing.wallet.PromoCode;
import dev.stagedoor.billing.wallet.RedeemOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody of the house, who is also a customer, decides on none of it; somebody else of the house does. */
class OwnCaseTest {
    @RegisterExtension
    static final FreshDatabase DATABASE = new FreshDatabase();

    private final UUID own = id();
    private final UUID somebody = id();
    private Shop shop;
    private TestBilling test;
    private Billing billing;

    @BeforeEach
    void open() {
        shop = new Shop(DATABASE, BillingConfig.builder().peakWindows(List.of()).build());
        test = shop.test;
        billing = test.billing;
    }

    @AfterEach
    void invariantsHold() {
        Invariants.check(DATABASE.owner());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldNotDecideOnAnOwnRefund(boolean grant) {
        UUID refund = asked(shop.buy(own), own);
        assertThat(decideRefund(refund, grant, own)).isEqualTo(new ClaimOutcome.OwnCase());
        assertThat(decideRefund(refund, grant, somebody)).isEqualTo(ended(grant));
    }

    @Test
    void shouldNotDecideOnARefundThatTakesAnOwnCommission() {
        UUID viewer = id();
        billing.payDesk().payouts().verify(own, "", "admin", "seen");
        String code = Objects.requireNonNull(billing.referrals().of(own).code());
        billing.referrals().join(new Newcomer(viewer, code, test.now().minus(Duration.ofMinutes(5)), test.now()));
        UUID refund = asked(shop.buy(viewer), viewer);
        assertThat(decideRefund(refund, false, own)).isEqualTo(new ClaimOutcome.OwnCase());
        assertThat(decideRefund(refund, true, somebody)).isEqualTo(new ClaimOutcome.Refunded());
    }

    private UUID asked(Order order, UUID buyer) {
        UUID refund = id();
        assertThat(billing.disputes().requestRefund(refund, buyer, order.orderId(), "unused"))
                .isEqualTo(new ClaimOutcome.Open());
        return refund;
    }

    private ClaimOutcome decideRefund(UUID refund, boolean grant, UUID decider) {
        Disputes disputes = billing.disputes();
        return grant ? disputes.refund(refund, decider, "why not") : disputes.rejectRefund(refund, decider, "why not");
    }

    private static ClaimOutcome ended(boolean grant) {
        return grant ? new ClaimOutcome.Refunded() : new ClaimOutcome.Rejected();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldNotDecideOnAComplaintAsOneOfThoseWhoShareTheCall(boolean grant) {
        UUID viewer = id();
        UUID performer = id();
        UUID agency = id();
        test.represent(performer, agency, 2_500);
        shop.buy(viewer);
        UUID call = test.call(viewer, performer, 8, Increment.MINUTE);
        test.pass(60_000);
        billing.metering().usage(call, 60_000);
        billing.metering().end(call, 60_000, EndReason.HANG_UP);
        UUID complaint = id();
        assertThat(billing.disputes().openDispute(complaint, viewer, call, "frozen picture"))
                .isEqualTo(new ClaimOutcome.Open());

        assertThat(Stream.of(viewer, performer, agency).map(each -> decideComplaint(complaint, grant, each)))
                .containsOnly(new ClaimOutcome.OwnCase());
        assertThat(decideComplaint(complaint, grant, somebody)).isEqualTo(ended(grant));
    }

    private ClaimOutcome decideComplaint(UUID complaint, boolean grant, UUID decider) {
        return grant
                ? billing.disputes().refundCall(complaint, null, null, decider, "why not")
                : billing.disputes().rejectDispute(complaint, decider, "why not");
    }

    @Test
    void shouldNotAnswerTheBankInAnOwnCase() {
        Order order = shop.buy(own);
        tell(order, Kind.CHARGEBACK_OPENED);
        UUID chargeback = billing.disputes().chargebacks(null, 200).items().stream()
                .filter(found -> found.orderId().equals(order.orderId()))
                .findFirst()
                .orElseThrow()
                .id();
        assertThat(billing.caseAnswers().answer(id(), chargeback, own, "It was used."))
                .isEqualTo(new AnswerKept.OwnCase());
        assertThat(billing.caseAnswers().answer(id(), chargeback, somebody, "It was used."))
                .isEqualTo(new AnswerKept.Kept());
    }

    @Test
    void shouldNotCloseNewsOfAnOwnOrder() {
        Order order = shop.buy(own);
        tell(order, Kind.CHARGEBACK_OPENED);
        tell(order, Kind.CHARGEBACK_LOST);
        assertThat(tell(order, Kind.CHARGEBACK_WON)).isInstanceOf(WebhookOutcome.Quarantined.class);
        ProviderNews news = billing.providerNews();
        long kept = news.inbox(null, null, 1).items().getFirst().inboxId();
        assertThat(news.dismiss(kept, own, "never mind")).isEqualTo(NewsClosed.OWN_CASE);
        assertThat(news.dismiss(kept, somebody, "the bank's slip")).isEqualTo(NewsClosed.DONE);
    }

    private WebhookOutcome tell(Order order, Kind stage) {
        return shop.disputed(order, stage, 0);
    }

    @Test
    void shouldNotRedeemACodeThatOneHasMade() {
        PromoCode code = code(1);
        assertThat(billing.codes().create(id(), code, "", own)).isInstanceOf(CodeOutcome.Made.class);
        assertThat(billing.codes().redeem(id(), own, code.code())).isEqualTo(new RedeemOutcome.OwnCase());
        assertThat(test.available(own)).isZero();
        assertThat(billing.codes().redeem(id(), somebody, code.code())).isInstanceOf(RedeemOutcome.Redeemed.class);
    }

    @Test
    void shouldNotRedeemACodeThatOneHasProposedOrApproved() {
        PromoCode code = code(1_000);
        UUID proposal = id();
        assertThat(billing.codes().create(proposal, code, "spring", own)).isInstanceOf(CodeOutcome.Proposed.class);
        approve(proposal, somebody);
        assertThat(Stream.of(own, somebody).map(each -> billing.codes().redeem(id(), each, code.code())))
                .containsOnly(new RedeemOutcome.OwnCase());
        assertThat(billing.codes().redeem(id(), id(), code.code())).isInstanceOf(RedeemOutcome.Redeemed.class);
    }

    private PromoCode code(int times) {
        String name = "OWN-" + id().toString().substring(24).toUpperCase(Locale.ROOT);
        return new PromoCode(name, coins(25), test.now(), test.now().plus(Duration.ofDays(10)), times, 1, 0, true);
    }

    @Test
    void shouldNeitherApproveNorRejectAnOwnCorrection() {
        UUID proposal = id();
        propose(
                proposal,
                Adjustment.KIND,
                new Adjustment(List.of(
                        new Adjustment.Entry("viewer.available", own, null, "COIN", 5_000),
                        new Adjustment.Entry("platform.coins_issued_refund", null, null, "COIN", -5_000))));
        assertThat(billing.approvals().reject(proposal, own, "too little")).isEqualTo(new DecisionOutcome.OwnCase());
        refused(proposal, own);
        approve(proposal, somebody);
        assertThat(test.available(own)).isEqualTo(5_000);
    }

    @Test
    void shouldLetWhoProposedItForThemselvesTakeItBack() {
        UUID proposal = id();
        Adjustment gift = new Adjustment(List.of(new Adjustment.Entry("viewer.available", own, null, "COIN", 5_000)));
        billing.approvals().propose(proposal, Adjustment.KIND, gift, "lost by a fault", own);
        assertThat(billing.approvals().approve(proposal, own, "agreed")).isEqualTo(new DecisionOutcome.SamePerson());
        assertThat(billing.approvals().withdraw(proposal, own, "found again"))
                .isInstanceOf(DecisionOutcome.Decided.class);
    }

    @Test
    void shouldNotApproveTermsOfAnOwnAgencyNorItsEnd() {
        UUID agency = id();
        UUID offer = id();
        propose(offer, MembershipOffer.KIND, new MembershipOffer(own, agency, 2_500, 30, ""));
        refused(offer, own);
        refused(offer, agency);
        approve(offer, somebody);
        UUID end = id();
        propose(end, MembershipEnd.KIND, new MembershipEnd(offer, ""));
        refused(end, own);
        refused(end, agency);
        approve(end, somebody);
    }

    @Test
    void shouldNotApproveAListThatSetsChangesOrTakesAwayAnOwnSplit() {
        refusedToOwn(7_000);
        refusedToOwn(6_000);
        refusedToOwn(null);
    }

    /** @param basisPoints null for no split of their own */
    private void refusedToOwn(@Nullable Integer basisPoints) {
        UUID proposal = proposedSplit(basisPoints);
        refused(proposal, own);
        approve(proposal, somebody);
    }

    @Test
    void shouldApproveAListThatKeepsAnOwnSplit() {
        approve(proposedSplit(7_000), somebody);
        approve(proposedSplit(7_000), own);
        Lists.publish(test, PricePresets.inr());
    }

    private UUID proposedSplit(@Nullable Integer basisPoints) {
        Stream<Split> added = basisPoints == null
                ? Stream.of()
                : Stream.of(new Split(Scope.PERFORMER, own.toString(), basisPoints, 1_000));
        List<Split> splits =
                Stream.concat(PricePresets.inr().splits().stream(), added).toList();
        PriceBook book = billing.prices();
        UUID proposal = id();
        book.propose(
                proposal,
                new PriceChange(
                        book.newestVersion(),
                        ListDraft.of(PricePresets.inr()).splits(splits).made(),
                        "",
                        "a test"),
                "a test",
                id());
        return proposal;
    }

    private void propose(UUID proposal, String kind, Object change) {
        assertThat(billing.approvals().propose(proposal, kind, change, "as agreed", id()))
                .isInstanceOf(ProposalOutcome.Proposed.class);
    }

    private void refused(UUID proposal, UUID person) {
        assertThat(billing.approvals().approve(proposal, person, "agreed")).isEqualTo(new DecisionOutcome.OwnCase());
        assertThat(Objects.requireNonNull(billing.approvals().find(proposal)).state())
                .isEqualTo(ApprovalState.PROPOSED);
    }

    private void approve(UUID proposal, UUID person) {
        assertThat(billing.approvals().approve(proposal, person, "agreed")).isInstanceOf(DecisionOutcome.Decided.class);
    }
}
