package dev.stagedoor.billing.payouts;

import static dev.stagedoor.billing.TestBilling.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.FreshDatabase;
import dev.stagedoor.billing.Invariants;
import dev.stagedoor.billing.Together;
import dev.stagedoor.billing.approval.Approval;
import dev.stagedoor.billing.approval.ApprovalTerms;
import dev.stagedoor.billing.approval.Approvals;
import dev.stagedoor.billing.approval.DecisionOutcome;
import dev.stagedoor.billing.store.Database;
import dev.stagedoor.billing.store.PostgresApprovals;
import dev.stagedoor.billing.store.TaxRulePublication;
import dev.stagedoor.billing.tax.OnCross;
import dev.stagedoor.billing.tax.TaxRule;
import dev.stagedoor.billing.tax.TaxRuleChange;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Versions of tax rules by two people, from the day on that they name. Today is 10 March 2026; rules are never deleted. */
class TaxRuleProposalTest {
    @RegisterExtension
    static final FreshDatabase DATABASE = new FreshDatabase();

    private static final Duration DAYS = Duration.ofDays(3);

    private final UUID proposer = id();
    private final UUID approver = id();
    private PayoutBench bench;
    private Approvals approvals;
    private TaxRuleProposals proposals;

    @BeforeEach
    void open() {
        bench = new PayoutBench(DATABASE, Till.NAME);
        Database database = new Database(DATABASE.pool(), 4, UUID.randomUUID(), _ -> {});
        approvals = new Approvals(
                new PostgresApprovals(database, List.of(new TaxRulePublication())),
                ApprovalTerms.defaults(),
                bench.concerned,
                bench.clock::get);
        proposals = new TaxRuleProposals(bench.payouts.browser(), approvals, bench.clock::get);
    }

    @AfterEach
    void invariantsHold() {
        Invariants.check(DATABASE.owner());
    }

    private int newest() {
        return bench.payouts.taxRules().all().stream()
                .filter(rule -> rule.preset().equals("IN-30K"))
                .mapToInt(TaxRule::version)
                .max()
                .orElseThrow();
    }

    private TaxRule inForce() {
        return Objects.requireNonNull(bench.payouts.taxRules().inForce());
    }

    /** A quarter of everything from a day on. */
    private TaxRuleChange quarter(LocalDate from) {
        return new TaxRuleChange("IN-30K", newest(), "194J", 2_500, 2_500, 0, OnCross.EXCESS, from.toString(), "");
    }

    private LocalDate inThreeDays() {
        return LocalDate.ofInstant(bench.clock.get().plus(DAYS), PayoutBench.KOLKATA);
    }

    private Approval propose(TaxRuleChange change) {
        return ((TaxRuleProposal.Proposed) proposals.propose(id(), change, "the budget says so", proposer)).approval();
    }

    private DecisionOutcome approve(Approval proposed) {
        return approvals.approve(proposed.id(), approver, "read it as well");
    }

    @Test
    void shouldHoldFromItsDayOnAndWithholdByIt() {
        TaxRule before = inForce();
        int known = newest();
        Approval proposed = propose(quarter(inThreeDays()));
        assertThat(newest()).isEqualTo(known);
        assertThat(approvals.approve(proposed.id(), proposer, "my own")).isInstanceOf(DecisionOutcome.SamePerson.class);
        assertThat(approve(proposed)).isInstanceOf(DecisionOutcome.Decided.class);
        assertThat(newest()).isEqualTo(known + 1);
        assertThat(inForce()).isEqualTo(before);

        UUID payee = bench.payeeWith(10_000_00);
        assertThat(bench.request(payee, 1_000_00).withheldMinor()).isZero();
        bench.pass(DAYS);
        assertThat(inForce().version()).isEqualTo(known + 1);
        // What was paid out before counts in the year, and is made good: a quarter of 2,000.00.
        assertThat(bench.request(payee, 1_000_00).withheldMinor()).isEqualTo(500_00);
    }

    @Test
    void shouldNotBeMadeOnceItsDayHasCome() {
        int before = newest();
        Approval proposed = propose(quarter(inThreeDays()));
        bench.pass(DAYS);
        assertThat(approve(proposed))
                .isInstanceOfSatisfying(
                        DecisionOutcome.Inapplicable.class,
                        refused -> assertThat(refused.reason()).contains("choose a day to come", "Propose it again"));
        assertThat(newest()).isEqualTo(before);
    }

    @Test
    void shouldBeOneOfSeveralThatFollowTheSame() {
        int before = newest();
        List<Approval> proposed = List.of(propose(quarter(inThreeDays())), propose(quarter(inThreeDays())));
        List<Callable<DecisionOutcome>> both = proposed.stream()
                .map(each -> (Callable<DecisionOutcome>) () -> approve(each))
                .toList();
        assertThat(Together.run(both))
                .filteredOn(DecisionOutcome.Decided.class::isInstance)
                .hasSize(1);
        assertThat(newest()).isEqualTo(before + 1);
        assertThat(proposals.propose(
                        id(),
                        new TaxRuleChange(
                                "IN-30K",
                                before,
                                "194J",
                                0,
                                0,
                                0,
                                OnCross.EXCESS,
                                inThreeDays().toString(),
                                ""),
                        "the budget",
                        proposer))
                .isEqualTo(new TaxRuleProposal.Outdated(before + 1));
    }

    @Test
    void shouldSayAtOnceWhatCannotBe() {
        LocalDate today = LocalDate.ofInstant(bench.clock.get(), PayoutBench.KOLKATA);
        assertThat(proposals.propose(id(), quarter(today), "the budget", proposer))
                .isInstanceOf(TaxRuleProposal.Refused.class);
        assertThat(proposals.propose(id(), quarter(inThreeDays()), " ", proposer))
                .isInstanceOf(TaxRuleProposal.NoReason.class);
    }
}
