package dev.stagedoor.billing.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stagedoor.billing.FaultyDataSource;
import dev.stagedoor.billing.FreshDatabase;
import dev.stagedoor.billing.Sql;
import dev.stagedoor.billing.TestBilling;
import dev.stagedoor.billing.Together;
import dev.stagedoor.billing.approval.Approval;
import dev.stagedoor.billing.approval.ApprovalState;
import dev.stagedoor.billing.approval.ApprovalTerms;
import dev.stagedoor.billing.approval.Approvals;
import dev.stagedoor.billing.approval.CanonicalJson;
import dev.stagedoor.billing.approval.DecisionOutcome;
import dev.stagedoor.billing.approval.ProposalOutcome;
import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.IdempotencyKey;
import dev.stagedoor.billing.ledger.LedgerUnavailableException;
import dev.stagedoor.billing.ledger.LotClass;
import dev.stagedoor.billing.ledger.LotGrant;
import dev.stagedoor.billing.ledger.LotTerms;
import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.ledger.Page;
import dev.stagedoor.billing.ledger.Posting;
import dev.stagedoor.billing.ledger.TransferCode;
import dev.stagedoor.billing.ledger.TransferLines;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ApprovalsTest {
    @RegisterExtension
    static final FreshDatabase DATABASE = new FreshDatabase();

    private static final String KIND = "TEST_GRANT";
    private static final long LIMIT_COINS = 1_000;

    private final AtomicReference<Instant> now = new AtomicReference<>(TestBilling.NOON);
    private final FaultyDataSource network = new FaultyDataSource(DATABASE.pool());
    private final Approvals approvals = new Approvals(
            new PostgresApprovals(new Database(network, 16, UUID.randomUUID(), _ -> {}), List.of(new GrantCoins())),
            new ApprovalTerms(60_000, 0),
            _ -> List.of(),
            now::get);
    private final UUID asha = TestBilling.id();
    private final UUID ben = TestBilling.id();
    private final UUID viewer = TestBilling.id();

    /** The change that is proposed here: coins for a viewer, which is easy to count. */
    record Grant(UUID viewer, long coins) {}

    private static final class GrantCoins extends ApprovedChange {
        @Override
        String kind() {
            return KIND;
        }

        @Override
        @Nullable
        String apply(Transaction transaction, Approval approval) {
            Grant grant = CanonicalJson.read(approval.payload(), Grant.class);
            transaction.post(Posting.of(
                            TransferCode.PROMO,
                            TestBilling.id(),
                            IdempotencyKey.of("test", "grant:" + TestBilling.id()),
                            "approval:" + approval.id(),
                            TransferLines.promo(grant.viewer(), grant.coins()))
                    .granting(List.of(
                            LotGrant.of(LotClass.PROMO, grant.coins(), new Money(0, Asset.INR), LotTerms.defaults()))));
            return grant.coins() > LIMIT_COINS ? "more than " + LIMIT_COINS : null;
        }
    }

    private UUID proposed(long coins) {
        UUID id = TestBilling.id();
        assertThat(propose(id, coins, asha)).isInstanceOf(ProposalOutcome.Proposed.class);
        return id;
    }

    private ProposalOutcome propose(UUID id, long coins, UUID proposer) {
        return approvals.propose(id, KIND, new Grant(viewer, coins), "because", proposer);
    }

    private long coins() {
        return Sql.rows(
                        DATABASE.owner(),
                        "select balance from billing.account where kind = 'viewer.available' and owner_ref = '" + viewer
                                + "'")
                .stream()
                .mapToLong(Long::parseLong)
                .sum();
    }

    private ApprovalState state(UUID id) {
        return Objects.requireNonNull(approvals.find(id)).state();
    }

    @Test
    void shouldApplyAChangeOnceWhenAnotherPersonApproves() {
        UUID id = proposed(5);
        assertThat(coins()).isZero();

        DecisionOutcome first = approvals.approve(id, ben, "I looked");
        DecisionOutcome again = approvals.approve(id, ben, "I looked");

        assertThat(first).isInstanceOf(DecisionOutcome.Decided.class).isEqualTo(again);
        assertThat(coins()).isEqualTo(5);
        Approval kept = Objects.requireNonNull(approvals.find(id));
        assertThat(kept.decision()).isEqualTo(new Approval.Decision(ben, TestBilling.NOON, "I looked"));
        assertThat(kept.payload()).isEqualTo("{\"coins\":5,\"viewer\":\"" + viewer + "\"}");
    }

    @Test
    void shouldNeedASecondPerson() {
        UUID id = proposed(5);

        assertThat(approvals.approve(id, asha, "it is mine")).isEqualTo(new DecisionOutcome.SamePerson());
        assertThat(approvals.reject(id, asha, "it is mine")).isEqualTo(new DecisionOutcome.SamePerson());
        assertThat(approvals.withdraw(id, ben, "it is hers")).isEqualTo(new DecisionOutcome.NotTheProposer());
        assertThat(state(id)).isEqualTo(ApprovalState.PROPOSED);
        assertThat(coins()).isZero();
    }

    @Test
    void shouldDecideOnlyOnce() {
        UUID rejected = proposed(5);
        UUID withdrawn = proposed(5);

        assertThat(approvals.reject(rejected, ben, "too much")).isInstanceOf(DecisionOutcome.Decided.class);
        assertThat(approvals.withdraw(withdrawn, asha, "a slip")).isInstanceOf(DecisionOutcome.Decided.class);

        assertThat(approvals.approve(rejected, ben, "after all")).isInstanceOf(DecisionOutcome.Over.class);
        assertThat(approvals.approve(withdrawn, ben, "after all")).isInstanceOf(DecisionOutcome.Over.class);
        assertThat(state(rejected)).isEqualTo(ApprovalState.REJECTED);
        assertThat(state(withdrawn)).isEqualTo(ApprovalState.WITHDRAWN);
        assertThat(coins()).isZero();
    }

    @Test
    void shouldExpireAtTheMomentItSaid() {
        UUID early = proposed(5);
        UUID late = proposed(7);

        now.set(TestBilling.NOON.plusMillis(59_999));
        assertThat(approvals.approve(early, ben, "in time")).isInstanceOf(DecisionOutcome.Decided.class);
        now.set(TestBilling.NOON.plusMillis(60_000));
        assertThat(approvals.approve(late, ben, "too late")).isInstanceOf(DecisionOutcome.Over.class);

        assertThat(state(late)).isEqualTo(ApprovalState.EXPIRED);
        assertThat(coins()).isEqualTo(5);
    }

    @Test
    void shouldStayOpenAndUntouchedWhenTheChangeCannotBeMade() {
        UUID id = proposed(LIMIT_COINS + 1);

        assertThat(approvals.approve(id, ben, "fine")).isEqualTo(new DecisionOutcome.Inapplicable("more than 1000"));

        assertThat(state(id)).isEqualTo(ApprovalState.PROPOSED);
        assertThat(coins()).isZero();
    }

    @Test
    void shouldNeverKeepHalf() {
        UUID id = proposed(5);

        // Whom it concerns is asked before, by a transaction of its own.
        network.breakAfter(1, FaultyDataSource.Fault.BEFORE_COMMIT);
        assertThatThrownBy(() -> approvals.approve(id, ben, "fine")).isInstanceOf(LedgerUnavailableException.class);
        assertThat(state(id)).isEqualTo(ApprovalState.PROPOSED);
        assertThat(coins()).isZero();

        network.breakAfter(1, FaultyDataSource.Fault.AFTER_COMMIT);
        assertThatThrownBy(() -> approvals.approve(id, ben, "fine")).isInstanceOf(LedgerUnavailableException.class);
        assertThat(state(id)).isEqualTo(ApprovalState.APPROVED);
        assertThat(approvals.approve(id, ben, "fine")).isInstanceOf(DecisionOutcome.Decided.class);
        assertThat(coins()).isEqualTo(5);
    }

    @Test
    void shouldApplyOnceWhenManyDecideAtOnce() {
        UUID id = proposed(5);
        List<UUID> people = Stream.generate(TestBilling::id).limit(16).toList();

        List<DecisionOutcome> outcomes = Together.run(people.stream()
                .<java.util.concurrent.Callable<DecisionOutcome>>map(
                        person -> () -> approvals.approve(id, person, "at once"))
                .toList());

        assertThat(outcomes)
                .filteredOn(DecisionOutcome.Decided.class::isInstance)
                .hasSize(1);
        assertThat(outcomes).filteredOn(DecisionOutcome.Over.class::isInstance).hasSize(15);
        assertThat(coins()).isEqualTo(5);
    }

    @Test
    void shouldTakeARepeatedProposalForOne() {
        UUID id = proposed(5);

        now.set(TestBilling.NOON.plusMillis(10));
        assertThat(propose(id, 5, asha)).isInstanceOf(ProposalOutcome.Proposed.class);
        assertThat(propose(id, 6, asha)).isEqualTo(new ProposalOutcome.Conflict());
        assertThat(propose(id, 5, ben)).isEqualTo(new ProposalOutcome.Conflict());
    }

    @Test
    void shouldAskForAReason() {
        UUID id = proposed(5);

        assertThat(approvals.approve(id, ben, "  ")).isEqualTo(new DecisionOutcome.NoReason());
        assertThat(approvals.propose(TestBilling.id(), KIND, new Grant(viewer, 5), "", asha))
                .isEqualTo(new ProposalOutcome.NoReason());
        assertThat(approvals.approve(TestBilling.id(), ben, "nothing there")).isEqualTo(new DecisionOutcome.NotFound());
    }

    @Test
    void shouldRefuseAKindThatNobodyApplies() {
        assertThatThrownBy(() -> approvals.propose(TestBilling.id(), "OTHER", new Grant(viewer, 5), "because", asha))
                .hasMessageContaining("OTHER");
    }

    @Test
    void shouldListByStatePageByPage() {
        UUID open = proposed(1);
        approvals.reject(proposed(2), ben, "too much");
        List<UUID> seen = new ArrayList<>();
        String cursor = null;
        do {
            Page<Approval> page = approvals.page(ApprovalState.PROPOSED, cursor, 1);
            page.items().forEach(approval -> seen.add(approval.id()));
            cursor = page.nextCursor();
        } while (cursor != null);

        assertThat(seen).contains(open).doesNotHaveDuplicates();
        now.set(TestBilling.NOON.plusMillis(60_000));
        assertThat(approvals.page(ApprovalState.PROPOSED, null, 100).items()).isEmpty();
        assertThat(approvals.page(ApprovalState.EXPIRED, null, 100).items())
                .extracting(Approval::id)
                .contains(open);
    }

    static Stream<Arguments> attacks() {
        return Stream.of(
                Arguments.of("approving alone", "23514", decided("APPROVED", "proposed_by")),
                Arguments.of("withdrawing for somebody else", "23514", decided("WITHDRAWN", "gen_random_uuid()")),
                Arguments.of("changing what is proposed", "LG010", "update billing.approval set payload = '{}'"),
                Arguments.of(
                        "giving more time",
                        "LG010",
                        "update billing.approval set expires_at = expires_at + interval '1 d'"),
                Arguments.of("forgetting it", "LG002", "delete from billing.approval"));
    }

    private static String decided(String state, String by) {
        return "update billing.approval set state = '" + state + "', decided_by = " + by
                + ", decided_at = proposed_at, decision_reason = 'attack' where state = 'PROPOSED'";
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("attacks")
    void shouldBeGuardedByTheDatabaseToo(String what, String sqlState, String statement) {
        proposed(5);

        assertThat(Sql.attempt(DATABASE.owner(), statement)).as(what).isEqualTo(sqlState);
    }

    @Test
    void shouldNotReopenWhatIsDecided() {
        UUID id = proposed(5);
        approvals.reject(id, ben, "too much");

        assertThat(Sql.attempt(
                        DATABASE.owner(),
                        "update billing.approval set state = 'PROPOSED', decided_by = null, decided_at = null,"
                                + " decision_reason = null where id = '" + id + "'"))
                .isEqualTo("LG010");
    }
}
