package dev.stagedoor.billing.payouts;

import static dev.stagedoor.billing.TestBilling.id;
import static dev.stagedoor.billing.ledger.AccountKind.CREATOR_AVAILABLE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.FreshDatabase;
import dev.stagedoor.billing.Invariants;
import dev.stagedoor.billing.Sql;
import dev.stagedoor.billing.Together;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Sixteen at once, on two nodes, and the database when nobody asks it politely. */
class PayoutConcurrencyTest {
    @RegisterExtension
    static final FreshDatabase DATABASE = new FreshDatabase();

    private static final int WRITERS = 16;

    private PayoutBench one;
    private PayoutBench two;

    @BeforeEach
    void open() {
        one = new PayoutBench(DATABASE, Till.NAME);
        two = new PayoutBench(DATABASE, Till.NAME);
    }

    @AfterEach
    void invariantsHold() {
        Invariants.check(DATABASE.owner());
    }

    @RepeatedTest(3)
    void shouldKeepTheDaysCap() {
        UUID payee = one.payeeWith(400_000_00);
        List<PayoutOutcome> outcomes = ask(payee, 10_000_00, false);
        assertThat(outcomes)
                .filteredOn(PayoutOutcome.Accepted.class::isInstance)
                .hasSize(5);
        assertThat(one.money.balance(CREATOR_AVAILABLE, payee)).isEqualTo(350_000_00);
    }

    @Test
    void shouldKeepTheMonthsCap() {
        UUID payee = one.payeeWith(900_000_00);
        int accepted = 0;
        for (int day = 0; day < 12; day++) {
            accepted += (int) ask(payee, 25_000_00, false).stream()
                    .filter(PayoutOutcome.Accepted.class::isInstance)
                    .count();
            one.pass(Duration.ofDays(1));
            two.pass(Duration.ofDays(1));
        }
        assertThat(accepted).isEqualTo(20);
        assertThat(one.money.balance(CREATOR_AVAILABLE, payee)).isEqualTo(400_000_00);
    }

    @RepeatedTest(3)
    void shouldMakeOnePayoutOfOneTapThatComesSixteenTimes() {
        UUID payee = one.payeeWith(400_000_00);
        List<PayoutOutcome> outcomes = ask(payee, 10_000_00, true);
        assertThat(outcomes).allMatch(PayoutOutcome.Accepted.class::isInstance);
        assertThat(one.all(payee)).hasSize(1);
        assertThat(one.money.balance(CREATOR_AVAILABLE, payee)).isEqualTo(390_000_00);
    }

    @RepeatedTest(3)
    void shouldSendEachPayoutOnce() {
        List<Payout> payouts = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            payouts.add(one.request(one.payeeWith(1_000_00), 1_000_00));
        }
        List<Callable<String>> senders = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            PayoutBench node = i % 2 == 0 ? one : two;
            senders.add(() -> node.sender.run(PayoutBench.NOON));
        }
        Together.run(senders);
        List<String> sent = new ArrayList<>(one.till.created);
        sent.addAll(two.till.created);
        // Other tests have left payouts of their own, which are sent with these.
        assertThat(sent)
                .doesNotHaveDuplicates()
                .containsAll(payouts.stream().map(Payout::providerKey).toList());
        assertThat(payouts).allMatch(payout -> one.now(payout).state() == PayoutState.CONFIRMED);
    }

    @RepeatedTest(3)
    void shouldNotPayWhoeverIsFrozenAtTheSameMoment() {
        UUID payee = one.payeeWith(400_000_00);
        List<Callable<Object>> tasks = new ArrayList<>();
        tasks.add(() -> two.payouts.freeze(payee, "admin", "case"));
        for (int i = 1; i < WRITERS; i++) {
            tasks.add(() -> one.payouts.request(payee, false, 1_000_00L, SecondFactor.FRESH, id().toString()));
        }
        Together.run(tasks);
        one.send();
        assertThat(one.all(payee)).allMatch(payout -> payout.state() == PayoutState.HELD);
        for (Payout payout : one.all(payee)) {
            assertThat(one.till.created).doesNotContain(payout.providerKey());
        }
        assertThat(one.money.balance(CREATOR_AVAILABLE, payee)).isZero();
    }

    @Test
    void shouldLetTheDatabaseItselfKeepCapsOrderAndFreeze() {
        UUID payee = one.payeeWith(400_000_00);
        Payout payout = one.request(payee, 40_000_00);
        String copy = """
                insert into billing.payout (id, payee_id, agency, idem_key, origin, asset, gross_minor, withheld_minor,
                        tax_section, state, provider, day, day_cap_minor, month_cap_minor, due_at, requested_at)
                select gen_random_uuid(), payee_id, agency, gen_random_uuid()::text, origin, asset, %d, 0,
                        tax_section, 'APPROVED', provider, day, day_cap_minor, month_cap_minor, due_at, requested_at
                  from billing.payout where id = '%s'""";
        assertThat(Sql.attempt(DATABASE.owner(), copy.formatted(10_000_01, payout.id())))
                .isEqualTo("23514");
        assertThat(Sql.attempt(DATABASE.pool(), "update billing.payout_usage set total_minor = 0"))
                .isEqualTo("42501");
        one.send();
        assertThat(Sql.attempt(
                        DATABASE.owner(),
                        "update billing.payout set state = 'APPROVED', ended_at = null, due_at = now() where id = '"
                                + payout.id() + "'"))
                .isEqualTo("LG011");
        assertThat(Sql.attempt(
                        DATABASE.owner(), "update billing.payout set gross_minor = 1 where id = '" + payout.id() + "'"))
                .isEqualTo("LG011");
        assertThat(Sql.attempt(DATABASE.owner(), "delete from billing.payout")).isEqualTo("LG002");
        assertThat(Sql.attempt(DATABASE.owner(), "update billing.payout_step set reason = 'else'"))
                .isEqualTo("LG002");
        one.payouts.freeze(payee, "admin", "case");
        assertThat(Sql.attempt(DATABASE.owner(), copy.formatted(1_000_00, payout.id())))
                .isEqualTo("LG012");
    }

    private List<PayoutOutcome> ask(UUID payee, long grossMinor, boolean sameTap) {
        String tap = id().toString();
        List<Callable<PayoutOutcome>> tasks = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            PayoutBench node = i % 2 == 0 ? one : two;
            String key = sameTap ? tap : id().toString();
            tasks.add(() -> node.payouts.request(payee, false, grossMinor, SecondFactor.FRESH, key));
        }
        return Together.run(tasks);
    }
}
