package dev.stagedoor.billing.agencies;

import static dev.stagedoor.billing.TestBilling.coins;
import static dev.stagedoor.billing.TestBilling.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.BillingConfig;
import dev.stagedoor.billing.FreshDatabase;
import dev.stagedoor.billing.Invariants;
import dev.stagedoor.billing.Sql;
import dev.stagedoor.billing.TestBilling;
import dev.stagedoor.billing.agencies.Membership.State;
import dev.stagedoor.billing.approval.DecisionOutcome;
import dev.stagedoor.billing.wallet.Tip;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is bound to an agency, from when until when: two people of the house offer, the performer accepts, either ends it. */
class AgenciesTest {
    @RegisterExtension
    static final FreshDatabase DATABASE = new FreshDatabase();

    private static final Duration A_DAY = Duration.ofDays(1);

    private final UUID performer = id();
    private final UUID agency = id();
    private TestBilling test;
    private Agencies agencies;

    @BeforeEach
    void open() {
        test = new TestBilling(DATABASE.pool(), BillingConfig.defaults());
        agencies = test.billing.agencies();
    }

    @AfterEach
    void invariantsHold() {
        Invariants.check(DATABASE.owner());
    }

    /** What the agency gets of a tip of 100 coins that is given now, in minor units: 11.25 of 45.00 if it gets a quarter. */
    private long partOfATip() {
        long before = owed();
        test.billing.tips().tip(new Tip(id(), test.viewerWith(100), performer, null, coins(100), "", false));
        return owed() - before;
    }

    private long owed() {
        return Sql.number(
                DATABASE.owner(),
                "select coalesce(sum(balance), 0) from billing.account_balance where kind = 'agency.pending'");
    }

    private Membership known(UUID membership) {
        return agencies.ofPerformer(performer).stream()
                .filter(each -> each.id().equals(membership))
                .findFirst()
                .orElseThrow();
    }

    private DecisionOutcome end(UUID membership, String endsAt) {
        UUID proposal = id();
        assertThat(agencies.proposeEnd(proposal, new MembershipEnd(membership, endsAt), "it is over", id()))
                .isInstanceOf(MembershipProposal.Proposed.class);
        return test.billing.approvals().approve(proposal, id(), "seen");
    }

    @Test
    void shouldBindNobodyBeforeTwoPeopleAndThePerformerAgree() {
        UUID proposal = id();
        UUID asha = id();
        agencies.propose(proposal, new MembershipOffer(performer, agency, 2_500, 30, ""), "a contract", asha);
        assertThat(agencies.ofPerformer(performer)).as("only proposed").isEmpty();
        assertThat(agencies.accept(proposal, performer)).isInstanceOf(MembershipOutcome.Unknown.class);
        assertThat(test.billing.approvals().approve(proposal, asha, "mine"))
                .isInstanceOf(DecisionOutcome.SamePerson.class);
        assertThat(partOfATip()).isZero();

        test.billing.approvals().approve(proposal, id(), "seen");
        assertThat(known(proposal).state()).isEqualTo(State.OFFERED);
        assertThat(partOfATip()).as("offered only").isZero();
        assertThat(agencies.accept(proposal, id())).isInstanceOf(MembershipOutcome.Unknown.class);
        assertThat(agencies.accept(proposal, agency)).isInstanceOf(MembershipOutcome.Unknown.class);

        agencies.accept(proposal, performer);
        assertThat(agencies.accept(proposal, performer)).as("once more").isInstanceOf(MembershipOutcome.Done.class);
        assertThat(partOfATip()).isEqualTo(11_25);
        assertThat(agencies.steps(proposal))
                .extracting(MembershipStep::kind)
                .containsExactly(MembershipStep.Kind.OFFERED, MembershipStep.Kind.ACCEPTED);
    }

    @Test
    void shouldLeaveAPerformerAloneWhoDeclines() {
        UUID offer = test.offer(performer, agency, 2_500);
        agencies.decline(offer, performer);
        assertThat(agencies.accept(offer, performer)).isInstanceOf(MembershipOutcome.Over.class);
        assertThat(partOfATip()).isZero();
        assertThat(end(offer, "")).isInstanceOf(DecisionOutcome.Inapplicable.class);
    }

    @Test
    void shouldWithdrawAnOfferThatNobodyAnswered() {
        UUID offer = test.offer(performer, agency, 2_500);
        assertThat(end(offer, "")).isInstanceOf(DecisionOutcome.Decided.class);
        assertThat(agencies.accept(offer, performer)).isInstanceOf(MembershipOutcome.Over.class);
        assertThat(known(offer).state()).isEqualTo(State.WITHDRAWN);
    }

    @Test
    void shouldBeginOnTheAgreedDay() {
        Instant tomorrow = test.now().plus(A_DAY);
        UUID proposal = id();
        agencies.propose(
                proposal, new MembershipOffer(performer, agency, 2_500, 30, tomorrow.toString()), "a contract", id());
        test.billing.approvals().approve(proposal, id(), "seen");
        agencies.accept(proposal, performer);
        assertThat(partOfATip()).isZero();
        test.pass(A_DAY.toMillis());
        assertThat(partOfATip()).isEqualTo(11_25);
    }

    @Test
    void shouldLetAPerformerGoWhenTheNoticeIsOver() {
        UUID membership = test.represent(performer, agency, 2_500);
        assertThat(agencies.giveNotice(membership, agency)).isInstanceOf(MembershipOutcome.Unknown.class);
        agencies.giveNotice(membership, performer);
        Instant end = known(membership).endsAt();
        assertThat(end).isEqualTo(test.now().plus(Duration.ofDays(30)));
        test.pass(Duration.ofDays(30).toMillis() - 1);
        assertThat(agencies.giveNotice(membership, performer)).isInstanceOf(MembershipOutcome.Done.class);
        assertThat(known(membership).endsAt()).as("once more changes nothing").isEqualTo(end);
        assertThat(partOfATip()).isEqualTo(11_25);
        test.pass(1);
        assertThat(partOfATip()).isZero();
        assertThat(agencies.giveNotice(membership, performer)).isInstanceOf(MembershipOutcome.Over.class);
    }

    @Test
    void shouldLetTheHouseEndItSoonerAndNeverLater() {
        UUID membership = test.represent(performer, agency, 2_500);
        Instant inAWeek = test.now().plus(Duration.ofDays(7));
        assertThat(end(membership, inAWeek.toString())).isInstanceOf(DecisionOutcome.Decided.class);
        assertThat(end(membership, inAWeek.plus(A_DAY).toString())).isInstanceOf(DecisionOutcome.Inapplicable.class);
        agencies.giveNotice(membership, performer);
        assertThat(known(membership).endsAt()).as("sooner than the notice").isEqualTo(inAWeek);
        assertThat(end(membership, "")).isInstanceOf(DecisionOutcome.Decided.class);
        assertThat(partOfATip()).isZero();
        assertThat(agencies.steps(membership))
                .extracting(MembershipStep::kind)
                .containsExactly(
                        MembershipStep.Kind.OFFERED,
                        MembershipStep.Kind.ACCEPTED,
                        MembershipStep.Kind.ENDED,
                        MembershipStep.Kind.ENDED);
    }

    @Test
    void shouldBindToOneAgencyAtATime() {
        UUID first = test.represent(performer, agency, 2_500);
        UUID second = test.offer(performer, id(), 1_000);
        assertThat(agencies.accept(second, performer)).isInstanceOf(MembershipOutcome.Bound.class);
        end(first, "");
        assertThat(agencies.accept(second, performer)).isInstanceOf(MembershipOutcome.Done.class);
        assertThat(partOfATip()).isEqualTo(4_50);
    }

    @Test
    void shouldKnowAnotherNodesChangeAfterItsUpkeep() {
        TestBilling other = new TestBilling(DATABASE.pool(), BillingConfig.defaults());
        test.represent(performer, agency, 2_500);
        assertThat(other.billing.prices().split(performer).agency()).isNull();
        other.billing.maintenance().runUpkeep();
        assertThat(other.billing.prices().split(performer).agency())
                .isEqualTo(test.billing.prices().split(performer).agency())
                .isNotNull();
    }

    @ParameterizedTest(name = "{0} basis points, {1} days, from {2}")
    @CsvSource({"10000, 30, ''", "-1, 30, ''", "2500, -1, ''", "2500, 366, ''", "2500, 30, tomorrow"})
    void shouldRefuseAnOfferThatMakesNoSense(int basisPoints, int days, String from) {
        assertThat(agencies.propose(id(), new MembershipOffer(performer, agency, basisPoints, days, from), "why", id()))
                .isInstanceOf(MembershipProposal.Invalid.class);
    }

    @Test
    void shouldRefuseWhoIsAnAgencyAndAPerformer() {
        assertThat(agencies.propose(id(), new MembershipOffer(agency, agency, 1, 0, ""), "itself", id()))
                .isInstanceOf(MembershipProposal.Invalid.class);
        test.represent(performer, agency, 2_500);
        UUID proposal = id();
        agencies.propose(proposal, new MembershipOffer(agency, id(), 1, 0, ""), "a chain", id());
        assertThat(test.billing.approvals().approve(proposal, id(), "seen"))
                .isInstanceOf(DecisionOutcome.Inapplicable.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update billing.agency_membership set agency_basis_points = 1",
                "update billing.agency_membership set state = 'DECLINED', begins_at = null",
                "update billing.agency_membership set begins_at = begins_at + interval '1 day'",
                "update billing.agency_membership set ends_at = 'infinity' where ends_at is not null",
                "update billing.agency_membership_step set person_id = gen_random_uuid()",
                "delete from billing.agency_membership_step",
                "insert into billing.agency_membership (id, performer_id, agency_id, agency_basis_points, notice_days,"
                        + " state, offered_at, earliest_at, begins_at) select a.id, m.performer_id, m.agency_id, 0, 0,"
                        + " 'ACCEPTED', offered_at, earliest_at, begins_at from billing.agency_membership m,"
                        + " billing.approval a where m.ends_at is null and not exists"
                        + " (select from billing.agency_membership other where other.id = a.id) limit 1",
            })
    void shouldBeRefusedByTheDatabaseWhoeverAsks(String statement) {
        test.represent(performer, agency, 2_500);
        UUID ended = test.represent(id(), agency, 2_500);
        end(ended, "");
        assertThat(Sql.attempt(DATABASE.owner(), statement)).isNotEmpty();
    }

    @Test
    void shouldListBothSides() {
        UUID membership = test.represent(performer, agency, 2_500);
        UUID offer = test.offer(id(), agency, 1_000);
        assertThat(agencies.ofAgency(agency)).extracting(Membership::id).containsExactlyInAnyOrder(membership, offer);
        assertThat(agencies.newest()).hasSizeGreaterThanOrEqualTo(2);
        assertThat(agencies.ofPerformer(performer)).extracting(Membership::id).isEqualTo(List.of(membership));
    }

    /** What a payout empties is one kind of account, so nobody may be both; also not by two approvals at the same moment. */
    @Test
    void shouldMakeNobodyAnAgencyWhoIsJustBecomingAPerformerOfOne() throws SQLException {
        UUID first = proposed(performer, agency);
        UUID second = proposed(agency, id());
        CompletableFuture<DecisionOutcome> outcome;
        try (Connection other = DATABASE.owner().getConnection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("insert into billing.agency_membership (id, performer_id, agency_id, agency_basis_points,"
                    + " notice_days, offered_at, earliest_at) values ('" + first + "', '" + performer + "', '" + agency
                    + "', 2500, 30, now(), now())");
            outcome =
                    CompletableFuture.supplyAsync(() -> test.billing.approvals().approve(second, id(), "seen"));
            while (!outcome.isDone()
                    && Sql.number(
                                    DATABASE.owner(),
                                    "select count(*) from pg_locks where not granted"
                                            + " and relation = 'billing.agency_membership'::regclass")
                            == 0) {
                Thread.onSpinWait();
            }
            other.commit();
        }
        assertThat(outcome.join()).isInstanceOf(DecisionOutcome.Inapplicable.class);
    }

    private UUID proposed(UUID ofPerformer, UUID byAgency) {
        UUID proposal = id();
        assertThat(agencies.propose(
                        proposal, new MembershipOffer(ofPerformer, byAgency, 2_500, 30, ""), "a contract", id()))
                .isInstanceOf(MembershipProposal.Proposed.class);
        return proposal;
    }
}
