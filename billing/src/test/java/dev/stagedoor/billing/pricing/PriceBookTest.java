package dev.stagedoor.billing.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.BillingConfig;
import dev.stagedoor.billing.FreshDatabase;
import dev.stagedoor.billing.Sql;
import dev.stagedoor.billing.TestBilling;
import dev.stagedoor.billing.Together;
import dev.stagedoor.billing.approval.DecisionOutcome;
import dev.stagedoor.billing.metering.EndReason;
import dev.stagedoor.billing.metering.Quote;
import dev.stagedoor.billing.metering.Receipt;
import dev.stagedoor.billing.payments.ProviderTerms;
import dev.stagedoor.billing.wallet.Tip;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Lists that are published on the same database one after the other; each test begins from the newest. */
class PriceBookTest {
    @RegisterExtension
    static final FreshDatabase DATABASE = new FreshDatabase();

    private static final long HOUR_MS = 3_600_000;

    private final UUID asha = TestBilling.id();
    private final UUID ben = TestBilling.id();
    private TestBilling test;

    @BeforeEach
    void open() {
        test = new TestBilling(DATABASE.pool(), BillingConfig.defaults());
        // Tests share the database, and each moves its own clock: later than everything that was published before.
        test.pass(Sql.number(DATABASE.owner(), "select count(*) from billing.price_list") * 24 * HOUR_MS);
    }

    private PriceBook book() {
        return test.billing.prices();
    }

    private static PriceList list(int share, long packagePriceMinor, int peakBasisPoints) {
        PriceList inr = PricePresets.inr();
        PriceList.PackagePrice first = inr.packages().getFirst();
        return ListDraft.of(inr)
                .marginFloorBasisPoints(0)
                .packages(List.of(new PriceList.PackagePrice(first.id(), packagePriceMinor, 45, 5, "", true)))
                .peakWindows(
                        peakBasisPoints == 0
                                ? List.of()
                                : List.of(new PriceList.Window("00:00", "23:59", "Asia/Kolkata", peakBasisPoints)))
                .plans(List.of())
                .splits(List.of(new PriceList.Split(PriceList.Scope.DEFAULT, "", share, 0)))
                .referral(PriceList.Referral.NONE)
                .made();
    }

    private PriceProposalOutcome propose(PriceList list, String validFrom, String override) {
        return book().propose(
                        TestBilling.id(),
                        new PriceChange(book().newestVersion(), list, validFrom, override),
                        "spring",
                        asha);
    }

    private UUID proposed(PriceList list, String validFrom) {
        PriceProposalOutcome outcome = propose(list, validFrom, "");
        assertThat(outcome).isInstanceOf(PriceProposalOutcome.Proposed.class);
        return ((PriceProposalOutcome.Proposed) outcome).approval().id();
    }

    private void publish(PriceList list) {
        assertThat(test.billing.approvals().approve(proposed(list, ""), ben, "checked"))
                .isInstanceOf(DecisionOutcome.Decided.class);
    }

    private Quote quote(UUID performer) {
        return test.quote(TestBilling.id(), performer, 8, Increment.MINUTE);
    }

    /** Of the preset, plans that discount much leave too little at most providers; a fresh installation has none but the sandbox. */
    @Test
    void onlyWhatIsSoldForMoneyCanBeALoss() {
        assertThat(PriceValidator.tooLow(bookOf().prices()))
                .extracting(NetPerCoin::channel)
                .contains("sandbox", "razorpay");

        assertThat(bookOf().losses()).isEmpty();
        assertThat(bookOf("razorpay").losses())
                .isNotEmpty()
                .extracting(NetPerCoin::channel)
                .containsOnly("razorpay");
    }

    /** The preset, with these providers switched on. */
    private PriceBook bookOf(String... channels) {
        BillingConfig config = BillingConfig.defaults();
        return new PriceBook(
                List::of,
                test.billing.approvals(),
                config.prices(),
                config.pricing(),
                new NobodySpecial(),
                List.of(channels),
                InstantSource.system());
    }

    @Test
    void shouldHoldFromItsDateOnAndNotBefore() {
        publish(list(4_500, 4_900, 10_000));
        long before = book().newestVersion();
        Instant later = test.now().plusMillis(HOUR_MS);
        test.billing.approvals().approve(proposed(list(4_500, 5_900, 20_000), later.toString()), ben, "checked");

        test.pass(HOUR_MS - 1);
        assertThat(book().inForce().version()).isEqualTo(before);
        assertThat(quote(TestBilling.id()).perMinute()).isEqualTo(TestBilling.coins(8));
        test.pass(1);
        assertThat(book().inForce().version()).isEqualTo(before + 1);
        assertThat(quote(TestBilling.id()).perMinute()).isEqualTo(TestBilling.coins(16));
        assertThat(test.billing.payments().packages())
                .extracting(offer -> offer.price().amountMinor())
                .containsExactly(5_900L);
    }

    /** What was planned does not come over what was decided after it; so a plan is called off by publishing again. */
    @Test
    void shouldLetTheNewestHoldThatHasBegun() {
        Instant later = test.now().plusMillis(HOUR_MS);
        test.billing.approvals().approve(proposed(list(4_500, 5_900, 20_000), later.toString()), ben, "checked");
        PublishedPrices planned = book().history().getFirst();
        assertThat(book().standing(planned)).isEqualTo(PriceBook.Standing.UPCOMING);

        publish(list(4_500, 4_900, 10_000));
        PublishedPrices decided = book().inForce();
        assertThat(decided.version()).isEqualTo(planned.version() + 1);
        assertThat(book().standing(planned)).isEqualTo(PriceBook.Standing.REPLACED);
        test.pass(2 * HOUR_MS);
        assertThat(book().inForce()).isEqualTo(decided);

        publish(list(4_500, 5_900, 10_000));
        assertThat(book().standing(decided)).isEqualTo(PriceBook.Standing.PAST);
        assertThat(book().standing(book().history().getFirst())).isEqualTo(PriceBook.Standing.IN_FORCE);
    }

    @Test
    void shouldLetARunningCallKeepWhatItWasQuoted() {
        publish(list(4_500, 4_900, 0));
        UUID viewer = test.viewerWith(100);
        UUID performer = TestBilling.id();
        UUID call = test.call(viewer, performer, 8, Increment.MINUTE);

        publish(list(3_000, 4_900, 30_000));
        test.billing.metering().usage(call, 120_000);
        Receipt receipt = test.billing.metering().end(call, 120_000, EndReason.HANG_UP);

        assertThat(receipt.charged()).isEqualTo(TestBilling.coins(16));
        assertThat(receipt.earned().amountMinor()).isEqualTo(16 * 45);
        assertThat(quote(performer).perMinute()).isEqualTo(TestBilling.coins(24));
    }

    @Test
    void shouldShareATipByThePerformersOwnSplit() {
        UUID performer = TestBilling.id();
        PriceList base = list(3_000, 4_900, 0);
        PriceList own = ListDraft.of(base)
                .splits(List.of(
                        base.splits().getFirst(),
                        new PriceList.Split(PriceList.Scope.PERFORMER, performer.toString(), 7_000, 0)))
                .made();
        publish(own);

        for (UUID each : List.of(performer, TestBilling.id())) {
            UUID viewer = test.viewerWith(10);
            test.billing.tips().tip(new Tip(TestBilling.id(), viewer, each, null, TestBilling.coins(10), "", false));
            assertThat(test.billing.wallets().earnings(each).total().amountMinor())
                    .isEqualTo(each.equals(performer) ? 700 : 300);
        }
    }

    @Test
    void shouldRefuseWhatLosesMoneyUnlessSomebodySaysWhy() {
        // 12.00 brings 9.93 for 50 coins that cost 22.50.
        PriceList tooCheap = list(4_500, 1_200, 0);

        assertThat(propose(tooCheap, "", " ")).isInstanceOf(PriceProposalOutcome.BelowMargin.class);
        PriceProposalOutcome meant = propose(tooCheap, "", "for one evening");
        assertThat(meant).isInstanceOf(PriceProposalOutcome.Proposed.class);
        test.billing
                .approvals()
                .approve(((PriceProposalOutcome.Proposed) meant).approval().id(), ben, "one evening");
        assertThat(book().inForce().publication())
                .extracting(PublishedPrices.Publication::overrideReason)
                .isEqualTo("for one evening");
        assertThat(propose(list(12_000, 4_900, 0), "", "")).isInstanceOf(PriceProposalOutcome.Invalid.class);
    }

    /** A slip in a date must not publish at once what was meant for next month. */
    @Test
    void shouldHoldFromNoMomentThatIsOver() {
        PriceList list = list(4_500, 5_900, 0);
        assertThat(propose(list, test.now().minusSeconds(1).toString(), "")).isEqualTo(new PriceProposalOutcome.Past());
        assertThat(propose(list, test.now().toString(), "")).isInstanceOf(PriceProposalOutcome.Proposed.class);
    }

    @Test
    void shouldPublishOnlyTheFirstOfTwoThatWereMadeFromTheSame() {
        long before = book().newestVersion();
        List<UUID> both = List.of(proposed(list(4_500, 5_000, 0), ""), proposed(list(4_500, 6_000, 0), ""));

        List<DecisionOutcome> outcomes = Together.run(both.stream()
                .<java.util.concurrent.Callable<DecisionOutcome>>map(
                        id -> () -> test.billing.approvals().approve(id, ben, "checked"))
                .toList());

        assertThat(outcomes)
                .filteredOn(DecisionOutcome.Decided.class::isInstance)
                .hasSize(1);
        assertThat(outcomes)
                .filteredOn(DecisionOutcome.Inapplicable.class::isInstance)
                .hasSize(1);
        assertThat(book().newestVersion()).isEqualTo(before + 1);
        assertThat(book().propose(
                                TestBilling.id(), new PriceChange(before, list(4_500, 7_000, 0), "", ""), "late", asha))
                .isEqualTo(new PriceProposalOutcome.Outdated(before + 1));
    }

    /** A server of the version before knows no looks, and reads strictly. */
    @Test
    void shouldKeepTheLooksOfGiftsBesideAListThatTheVersionBeforeCanRead() {
        PriceList list = ListDraft.of(list(4_500, 4_900, 0))
                .gifts(List.of(
                        new PriceList.Gift(
                                "lamp",
                                "Lamp",
                                "🪔",
                                30,
                                new GiftLook(
                                        GiftLook.Category.EVENT,
                                        Map.of("te", "దీపం"),
                                        GiftLook.Animation.SHINE,
                                        "2026-10-20T18:30:00Z",
                                        null)),
                        new PriceList.Gift("rose", "Rose", "🌹", 10, null)))
                .made();

        publish(list);

        assertThat(book().prices()).isEqualTo(list);
        String newest = " from billing.price_list order by version desc limit 1";
        assertThat(Sql.rows(DATABASE.owner(), "select (payload::jsonb -> 'gifts' -> 0)::text" + newest))
                .containsExactly("{\"id\": \"lamp\", \"name\": \"Lamp\", \"coins\": 30, \"symbol\": \"🪔\"}");
        assertThat(Sql.rows(DATABASE.owner(), "select gift_looks::jsonb -> 'byId' -> 'rose' is null" + newest))
                .containsExactly("t");
    }

    @Test
    void shouldGoBackToAnOlderListAsANewVersion() {
        publish(list(4_500, 5_000, 0));
        PriceList old = book().prices();
        publish(list(4_500, 6_000, 0));

        publish(old);

        assertThat(book().prices()).isEqualTo(old);
        assertThat(book().history().getLast().version()).isZero();
        assertThat(book().history())
                .extracting(PublishedPrices::version)
                .isSortedAccordingTo((a, b) -> Long.compare(b, a))
                .doesNotHaveDuplicates();
    }

    @Test
    void shouldBeKnownToOtherNodesAfterTheirUpkeep() {
        TestBilling other = new TestBilling(DATABASE.pool(), BillingConfig.defaults());
        other.pass(1_000 * 24 * HOUR_MS);
        publish(list(4_500, 5_500, 0));

        other.billing.maintenance().runUpkeep();

        assertThat(other.billing.prices().prices()).isEqualTo(book().prices());
    }

    @Test
    void shouldNeverChangeWhatIsPublished() {
        publish(list(4_500, 5_000, 0));

        assertThat(Sql.attempt(DATABASE.owner(), "update billing.price_list set payload = '{}'"))
                .isEqualTo("LG002");
        assertThat(Sql.attempt(DATABASE.owner(), "delete from billing.price_list"))
                .isEqualTo("LG002");
        assertThat(Sql.attempt(DATABASE.pool(), "update billing.price_list set valid_from = now()"))
                .isEqualTo("42501");
    }

    @Test
    void shouldRefuseAListInAnotherCurrencyThanTheBooks() {
        PriceList dollars = PricePresets.usd();
        assertThat(propose(dollars, "", "although it loses"))
                .isInstanceOfSatisfying(
                        PriceProposalOutcome.Invalid.class,
                        invalid -> assertThat(invalid.faults())
                                .extracting(PriceFault::pointer)
                                .containsExactly("/currency"));
        assertThat(book().faults(PricePresets.inr())).isEmpty();
    }

    /** As a program without that rule has let it through. */
    @Test
    void shouldNotPublishSuchAListThatWasProposedBefore() {
        UUID proposal = TestBilling.id();
        test.billing
                .approvals()
                .propose(
                        proposal,
                        PriceChange.KIND,
                        new PriceChange(book().newestVersion(), PricePresets.usd(), "", "although it loses"),
                        "spring",
                        asha);
        assertThat(test.billing.approvals().approve(proposal, ben, "seen"))
                .isNotInstanceOf(DecisionOutcome.Decided.class);
        assertThat(book().prices().currency()).isEqualTo("INR");
    }

    @Test
    void shouldWantToKnowWhatEveryProviderKeeps() {
        ProviderTerms stripe =
                new ProviderTerms.Stripe("http://127.0.0.1:1", "sk", "whsec", "http://localhost:8080/wallet");
        test = new TestBilling(
                DATABASE.pool(),
                BillingConfig.builder().providers(List.of(stripe)).build(),
                test.now());
        PriceList inr = PricePresets.inr();
        assertThat(book().faults(inr)).singleElement().satisfies(fault -> {
            assertThat(fault.pointer()).isEqualTo("/fees");
            assertThat(fault.detail()).contains("stripe");
        });
        List<PriceList.ChannelFee> fees = new ArrayList<>(inr.fees());
        fees.add(new PriceList.ChannelFee("stripe", 300, 300));
        assertThat(book().faults(ListDraft.of(inr).fees(fees).made())).isEmpty();
    }
}
