package dev.stagedoor.billing.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stagedoor.billing.BillingConfig;
import dev.stagedoor.billing.FaultyDataSource;
import dev.stagedoor.billing.FreshDatabase;
import dev.stagedoor.billing.Invariants;
import dev.stagedoor.billing.Sql;
import dev.stagedoor.billing.TestBilling;
import dev.stagedoor.billing.Together;
import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.IdempotencyKey;
import dev.stagedoor.billing.ledger.LedgerUnavailableException;
import dev.stagedoor.billing.ledger.LimitPeriod;
import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.ledger.Payees;
import dev.stagedoor.billing.ledger.PostOutcome;
import dev.stagedoor.billing.ledger.Posting;
import dev.stagedoor.billing.ledger.Share;
import dev.stagedoor.billing.ledger.TransferCode;
import dev.stagedoor.billing.ledger.TransferLines;
import dev.stagedoor.billing.wallet.SpendLimit;
import dev.stagedoor.billing.wallet.Tip;
import dev.stagedoor.billing.wallet.TipOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Postings that share a call and a commit, and nothing else. */
class PostingGroupTest {
    @RegisterExtension
    static final FreshDatabase DATABASE = new FreshDatabase();

    private static final int WRITERS = 16;

    private final UUID performer = TestBilling.id();
    private final TestBilling test = new TestBilling(DATABASE.pool(), BillingConfig.defaults());

    @AfterEach
    void invariantsHold() {
        Invariants.check(DATABASE.owner());
    }

    @Test
    void shouldGiveEveryRequestOfAGroupItsOwnOutcome() {
        UUID rich = test.viewerWith(100);
        UUID poor = test.viewerWith(1);
        UUID stranger = TestBilling.id();
        PlainPosting before = tip(rich, 1_000);
        List<PostOutcome> outcomes = post(List.of(before));
        assertThat(outcomes).singleElement().isInstanceOf(PostOutcome.Posted.class);
        long accounts = Sql.number(DATABASE.owner(), "select count(*) from billing.account");

        PlainPosting other = new PlainPosting(
                Posting.of(
                        TransferCode.TIP,
                        TestBilling.id(),
                        new IdempotencyKey(
                                "user:" + poor, before.posting().key().key(), "something else"),
                        "test",
                        lines(poor, 1_000)),
                null);
        List<PostOutcome> mixed =
                post(List.of(tip(poor, 1_001), tip(stranger, 1), before, tip(test.viewerWith(5), 5_000)));
        assertThat(mixed.get(0)).isEqualTo(new PostOutcome.InsufficientFunds("viewer.available", 1_000));
        assertThat(mixed.get(1)).isEqualTo(new PostOutcome.InsufficientFunds("viewer.available", 0));
        assertThat(mixed.get(2))
                .isInstanceOfSatisfying(
                        PostOutcome.Replayed.class,
                        replayed -> assertThat(replayed.viewerAvailable()).isEqualTo(99_000));
        assertThat(mixed.get(3))
                .isInstanceOfSatisfying(
                        PostOutcome.Posted.class,
                        posted -> assertThat(posted.viewerAvailable()).isZero());
        assertThat(post(List.of(other))).singleElement().isInstanceOf(PostOutcome.Posted.class);
        assertThat(post(List.of(new PlainPosting(
                        Posting.of(
                                TransferCode.TIP,
                                TestBilling.id(),
                                new IdempotencyKey(
                                        "user:" + poor, before.posting().key().key(), "yet something else"),
                                "test",
                                lines(poor, 1)),
                        null))))
                .singleElement()
                .isInstanceOf(PostOutcome.IdempotencyConflict.class);
        // One wallet was opened by the viewer with five coins; the stranger's refusal opened none.
        assertThat(Sql.number(DATABASE.owner(), "select count(*) from billing.account"))
                .isEqualTo(accounts + 1);
    }

    @Test
    void shouldRefuseAGroupThatTouchesOneWalletTwice() {
        UUID viewer = test.viewerWith(10);
        assertThatThrownBy(() -> post(List.of(tip(viewer, 1_000), tip(viewer, 1_000))))
                .isInstanceOfSatisfying(
                        DataAccessException.class, e -> assertThat(e.sqlState()).isEqualTo("LG007"));
        assertThat(test.available(viewer)).isEqualTo(10_000);
    }

    @Test
    void shouldWriteNewsOfAPerformerOnceForAllWhoTipHer() {
        UUID one = test.viewerWith(10);
        UUID two = test.viewerWith(10);
        post(List.of(earning(one, 1_000), earning(two, 2_000)));
        for (UUID person : List.of(one, two, performer)) {
            assertThat(Sql.number(
                            DATABASE.owner(),
                            "select count(*) from billing.outbox where transfer_id > (select min(e.transfer_id)"
                                    + " from billing.entry e join billing.account a on a.id = e.account_id"
                                    + " where a.owner_ref = '" + performer + "') - 1 and subject_ref = '" + person
                                    + "'"))
                    .isEqualTo(1);
        }
        assertThat(test.billing.wallets().earnings(performer).pending()).isEqualTo(new Money(135, Asset.INR));
    }

    @Test
    void shouldLeaveTheTipOfAViewerWithLimitsToThemAndPostTheOthers() {
        UUID limited = test.viewerWith(10);
        UUID free = test.viewerWith(10);
        test.billing.limits().set(limited, SpendLimit.Kind.SPEND, LimitPeriod.DAY, 1_000L);
        List<Optional<PostOutcome>> outcomes =
                outcomes(List.of(worded(limited, 500), worded(free, 500), tip(test.viewerWith(1), 1)));
        assertThat(outcomes.get(0)).isEmpty();
        assertThat(outcomes.get(1)).containsInstanceOf(PostOutcome.Posted.class);
        assertThat(outcomes.get(2)).containsInstanceOf(PostOutcome.Posted.class);
        assertThat(test.available(limited)).isEqualTo(10_000);
        assertThat(test.available(free)).isEqualTo(9_500);
    }

    @ParameterizedTest
    @EnumSource(
            value = FaultyDataSource.Fault.class,
            names = {"BEFORE_COMMIT", "AFTER_COMMIT"})
    void shouldCountATipOnceWhoseAnswerWasLost(FaultyDataSource.Fault fault) {
        FaultyDataSource database = new FaultyDataSource(DATABASE.pool());
        Pen pen = new Pen(database);
        UUID viewer = test.viewerWith(10);
        Posting posting = tip(viewer, 1_000).posting();
        database.breakAt(fault);
        assertThatThrownBy(() -> pen.post(posting)).isInstanceOf(LedgerUnavailableException.class);
        assertThat(pen.post(posting))
                .isInstanceOf(
                        fault == FaultyDataSource.Fault.AFTER_COMMIT
                                ? PostOutcome.Replayed.class
                                : PostOutcome.Posted.class);
        assertThat(test.available(viewer)).isEqualTo(9_000);
    }

    @Test
    void shouldPostWhatManyAskAtOnceAndRefuseTheRest() {
        List<UUID> viewers = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            viewers.add(test.viewerWith(50));
        }
        List<Callable<Long>> writers = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            int writer = i;
            writers.add(() -> {
                long posted = 0;
                for (int round = 0; round < 40; round++) {
                    UUID viewer = viewers.get((writer + round) % viewers.size());
                    Tip tip = new Tip(TestBilling.id(), viewer, performer, null, TestBilling.coins(1), "", false);
                    if (test.billing.tips().tip(tip) instanceof TipOutcome.Posted) {
                        posted++;
                    }
                }
                return posted;
            });
        }
        long posted = Together.run(writers).stream().mapToLong(Long::longValue).sum();
        assertThat(posted).isEqualTo(6 * 50);
        assertThat(viewers).allMatch(viewer -> test.available(viewer) == 0);
        assertThat(Sql.number(
                        DATABASE.owner(), "select count(*) from billing.tip where performer_id = '" + performer + "'"))
                .isEqualTo(posted);
    }

    /** By which a group never has two of them. */
    @Test
    void shouldHaveAKeyInCommonWithWhatTouchesTheSameWallet() {
        UUID viewer = TestBilling.id();
        assertThat(tip(viewer, 1).keys()).containsAnyElementsOf(tip(viewer, 2).keys());
        assertThat(tip(viewer, 1).keys())
                .doesNotContainAnyElementsOf(tip(TestBilling.id(), 1).keys());
    }

    private List<PostOutcome> post(List<PlainPosting> group) {
        return outcomes(group).stream().map(Optional::orElseThrow).toList();
    }

    private static List<Optional<PostOutcome>> outcomes(List<PlainPosting> group) {
        return new Database(DATABASE.pool(), 1, TestBilling.id(), _ -> {})
                .transact(transaction -> PostingGroup.post(transaction, group));
    }

    private PlainPosting tip(UUID viewer, long coinMinor) {
        UUID id = TestBilling.id();
        IdempotencyKey key = IdempotencyKey.of("user:" + viewer, "tip:" + id, coinMinor);
        return new PlainPosting(Posting.of(TransferCode.TIP, id, key, "test", lines(viewer, coinMinor)), null);
    }

    private PlainPosting earning(UUID viewer, long coinMinor) {
        Posting tip = tip(viewer, coinMinor).posting();
        return new PlainPosting(
                Posting.of(
                        tip.code(),
                        tip.ref(),
                        tip.key(),
                        tip.actor(),
                        TransferLines.tip(
                                viewer,
                                Payees.independent(performer, Asset.INR),
                                coinMinor,
                                new Share(coinMinor * 45 / 1_000, 0))),
                null);
    }

    private PlainPosting worded(UUID viewer, long coinMinor) {
        Posting posting = tip(viewer, coinMinor).posting();
        Tip tip = new Tip(posting.ref(), viewer, performer, null, Money.coins(coinMinor), "", false);
        return new PlainPosting(posting, new PlainPosting.Words(tip, 0));
    }

    private List<dev.stagedoor.billing.ledger.Line> lines(UUID viewer, long coinMinor) {
        return TransferLines.tip(viewer, Payees.independent(performer, Asset.INR), coinMinor, Share.NONE);
    }
}
