package dev.stagedoor.billing.settlements;

import static dev.stagedoor.billing.TestBilling.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.BillingConfig;
import dev.stagedoor.billing.FaultyDataSource;
import dev.stagedoor.billing.FreshDatabase;
import dev.stagedoor.billing.Invariants;
import dev.stagedoor.billing.Sql;
import dev.stagedoor.billing.TestBilling;
import dev.stagedoor.billing.Together;
import dev.stagedoor.billing.audit.Check;
import dev.stagedoor.billing.audit.CheckReport;
import dev.stagedoor.billing.disputes.Shop;
import dev.stagedoor.billing.ledger.LedgerUnavailableException;
import dev.stagedoor.billing.ledger.Page;
import dev.stagedoor.billing.payments.Order;
import dev.stagedoor.billing.payments.ProviderEvent;
import dev.stagedoor.billing.settlements.StandingLine.Standing;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What providers paid out, from the file to the journal. */
class SettlementsTest {
    @RegisterExtension
    static final FreshDatabase DATABASE = new FreshDatabase();

    private static final String COLUMNS = "settlement,day,currency,line,kind,payment,gross,fee\n";

    private final UUID person = id();
    private Shop shop;
    private Settlements settlements;
    /** Tests share a database, and a provider names a line once. */
    private String own;

    @BeforeEach
    void open() {
        shop = new Shop(DATABASE, BillingConfig.defaults());
        settlements = shop.test.billing.settlements();
        own = id().toString();
    }

    @AfterEach
    void theBooksBalance() {
        Invariants.check(DATABASE.owner());
        assertThat(shop.test.billing.ledger().trialBalance().zero()).isTrue();
    }

    private String paymentOf(Order order) {
        return Sql.rows(
                        DATABASE.owner(),
                        "select payment_ref from billing.payment_order where id = '" + order.orderId() + "'")
                .getFirst();
    }

    private String line(String name, String kind, String payment, String gross, String fee) {
        LocalDate day = LocalDate.ofInstant(shop.test.now(), ZoneOffset.UTC);
        return "s-%s,%s,INR,%s-%s,%s,%s,%s,%s\n".formatted(own, day, name, own, kind, payment, gross, fee);
    }

    private ImportOutcome imported(String... lines) {
        return settlements.importFile("sandbox", "march.csv", COLUMNS + String.join("", lines), person);
    }

    /** What settlements have booked, as code, account and amount. */
    private List<String> booked() {
        return Sql.rows(DATABASE.owner(), """
                select t.code || ' ' || k.code || ' ' || e.amount from billing.transfer t
                  join billing.entry e on e.transfer_id = t.id join billing.account a on a.id = e.account_id
                  join billing.account_kind k using (kind)
                 where t.memo = 'settlement s-%s' order by t.id, e.line""".formatted(own));
    }

    private long balance(String kind) {
        return Sql.number(
                DATABASE.owner(),
                "select coalesce(sum(balance), 0) from billing.account_balance where kind = '" + kind + "'");
    }

    private List<StandingLine> lines(boolean open) {
        return settlements.lines(open, null, 200).items().stream()
                .filter(line -> line.settlementRef().equals("s-" + own))
                .toList();
    }

    @Test
    void shouldBookFeesAndWhatReachedTheBank() {
        long owed = balance("psp.receivable");
        Order kept = shop.buy(id());
        Order returned = shop.buy(id());
        shop.returned(returned, 9_900);

        assertThat(imported(
                        line("a", "PAYMENT", paymentOf(kept), "99.00", "2.97"),
                        line("b", "PAYMENT", paymentOf(returned), "99.00", "2.97"),
                        line("c", "REFUND", paymentOf(returned), "-99.00", "0"),
                        line("d", "FEE", "", "0", "7.50")))
                .isEqualTo(new ImportOutcome.Imported(4, 0, 0, 0));

        assertThat(booked())
                .containsExactly("PSP_FEE P6 -1344", "PSP_FEE X1 1344", "SETTLEMENT X1 8556", "SETTLEMENT X3 -8556");
        assertThat(balance("psp.receivable")).isEqualTo(owed);
        assertThat(lines(true)).isEmpty();
        assertThat(lines(false)).extracting(StandingLine::standing).containsOnly(Standing.MATCHES);
    }

    @Test
    void shouldCountAFileOnceAndTakeWhatIsNewOfALongerOne() {
        String first = line("a", "PAYMENT", paymentOf(shop.buy(id())), "99.00", "2.97");
        String second = line("b", "PAYMENT", paymentOf(shop.buy(id())), "99.00", "2.97");
        assertThat(imported(first)).isEqualTo(new ImportOutcome.Imported(1, 0, 0, 0));
        assertThat(imported(first)).isEqualTo(new ImportOutcome.Unchanged(1, 0));
        assertThat(booked()).hasSize(4);
        assertThat(imported(first, second)).isEqualTo(new ImportOutcome.Imported(1, 1, 0, 0));
        assertThat(booked())
                .endsWith("PSP_FEE P6 -297", "PSP_FEE X1 297", "SETTLEMENT X1 9603", "SETTLEMENT X3 -9603")
                .hasSize(8);
    }

    @Test
    void shouldRefuseAFileThatContradictsAnEarlierOneAndTakeNothingOfIt() {
        String payment = paymentOf(shop.buy(id()));
        imported(line("a", "PAYMENT", payment, "99.00", "2.97"));
        List<String> before = booked();

        assertThat(imported(
                        line("b", "PAYMENT", paymentOf(shop.buy(id())), "99.00", "2.97"),
                        line("a", "PAYMENT", payment, "99.00", "3.97")))
                .isInstanceOfSatisfying(
                        ImportOutcome.Refused.class,
                        refused -> assertThat(refused.faults())
                                .singleElement()
                                .asString()
                                .contains("line a-" + own, "less a fee of 297", "less a fee of 397"));
        assertThat(booked()).isEqualTo(before);
        assertThat(lines(false)).hasSize(1);
    }

    @Test
    void shouldRefuseWhatIsSettledInAnotherCurrencyAndProvidersOfNobody() {
        String payment = paymentOf(shop.buy(id()));
        assertThat(imported(line("a", "PAYMENT", payment, "1.10", "0.10").replace(",INR,", ",USD,")))
                .isInstanceOfSatisfying(
                        ImportOutcome.Refused.class,
                        refused -> assertThat(refused.faults())
                                .singleElement()
                                .asString()
                                .contains("in USD what was paid in INR"));
        assertThat(settlements.importFile(
                        "strpe", "x.csv", COLUMNS + line("a", "PAYMENT", payment, "99.00", "0"), person))
                .isEqualTo(new ImportOutcome.Refused(List.of("nobody has ever bought anything by way of strpe")));
        assertThat(booked()).isEmpty();
    }

    @Test
    void shouldShowWhatDoesNotFitUntilSomebodyHasLooked() {
        Order order = shop.buy(id());
        assertThat(imported(
                        line("a", "PAYMENT", paymentOf(order), "98.00", "0"),
                        line("b", "PAYMENT", "pay_of_another_shop", "10.00", "1.00"),
                        line("c", "REFUND", paymentOf(order), "-5.00", "0"),
                        line("d", "OTHER", "", "1.00", "0")))
                .isEqualTo(new ImportOutcome.Imported(4, 0, 0, 4));
        assertThat(lines(true))
                .extracting(StandingLine::standing)
                .containsExactly(Standing.UNKNOWN, Standing.UNKNOWN, Standing.UNKNOWN, Standing.DIFFERS);
        assertThat(lines(true).getLast().bookedMinor()).isEqualTo(9_900);
        assertThat(booked()).endsWith("SETTLEMENT X1 10300", "SETTLEMENT X3 -10300");

        for (StandingLine line : lines(true)) {
            assertThat(settlements.note(line.lineId(), person, " ")).isFalse();
            assertThat(settlements.note(line.lineId(), person, "seen")).isTrue();
            assertThat(settlements.note(line.lineId(), person, "again")).isFalse();
        }
        assertThat(lines(true)).isEmpty();
        assertThat(lines(false)).extracting(StandingLine::note).containsOnly("seen");
        assertThat(settlements.imports(null, 1).items().getFirst().open()).isZero();
    }

    /** A file that comes in between moves nothing from one page to the next. */
    @Test
    void shouldListEachFileOnceHoweverManyCome() {
        shop.buy(id());
        imported(line("a", "FEE", "", "0", "1.00"));
        imported(line("b", "FEE", "", "0", "1.00"));
        Page<ImportedFile> first = settlements.imports(null, 1);
        imported(line("c", "FEE", "", "0", "1.00"));
        ImportedFile shown = first.items().getFirst();
        assertThat(settlements.imports(first.nextCursor(), 200).items())
                .isNotEmpty()
                .doesNotContain(shown);
        assertThat(settlements.imports("99999999999999", 1).items()).hasSize(1);
    }

    @Test
    void shouldFitOnceTheMissingNewsHasCome() {
        Order order = shop.order(id());
        String paid = shop.test
                .billing
                .payments()
                .sandbox()
                .pay(order.orderId(), "NEWS_LOST")
                .toString();
        assertThat(paid).isEqualTo("[]");
        String payment = Sql.rows(
                        DATABASE.owner(),
                        "select payment_ref from billing.sandbox_payment where order_id = '" + order.orderId() + "'")
                .getFirst();
        imported(line("a", "PAYMENT", payment, "99.00", "2.97"));
        assertThat(lines(true)).hasSize(1);
        shop.test.pass(Duration.ofMinutes(4).toMillis());
        shop.test.billing.orderFetcher().runDue(shop.test.now());
        assertThat(lines(true)).isEmpty();
    }

    @ParameterizedTest(name = "news of a fee of {0}, paper of {1}, the {2} first: booked is {3}")
    @CsvSource({
        "500, 5.00, news,  500",
        "500, 5.00, paper, 500",
        "500, 6.00, news,  600",
        "0,   5.00, news,  500",
        "0,   5.00, paper, 500",
        "500, 0.00, news,  500",
    })
    void shouldBookAFeeOfACaseOnceWhoeverTellsFirst(long newsMinor, String paper, String first, long booked) {
        Order order = shop.buy(id());
        long before = balance("platform.psp_fees");
        String line = line("a", "CHARGEBACK", paymentOf(order), "-99.00", paper);
        if (first.equals("paper")) {
            assertThat(imported(line)).isEqualTo(new ImportOutcome.Imported(1, 0, 0, 1));
        }
        shop.disputed(order, ProviderEvent.Kind.CHARGEBACK_OPENED, newsMinor);
        if (first.equals("news")) {
            assertThat(imported(line)).isEqualTo(new ImportOutcome.Imported(1, 0, 0, 0));
        }
        assertThat(before - balance("platform.psp_fees")).isEqualTo(booked);
        assertThat(lines(true)).isEmpty();
    }

    @Test
    void shouldBookEverythingOnceWhoeverComesAtTheSameMoment() {
        Order order = shop.buy(id());
        long before = balance("platform.psp_fees");
        String line = line("a", "CHARGEBACK", paymentOf(order), "-99.00", "5.00");
        var opened = shop.test
                .billing
                .payments()
                .sandbox()
                .dispute(order.orderId(), ProviderEvent.Kind.CHARGEBACK_OPENED, 500);
        List<Callable<Object>> atOnce = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            atOnce.add(() -> imported(line));
            atOnce.add(() -> shop.deliver(opened));
        }
        List<Object> outcomes = Together.run(atOnce);

        assertThat(outcomes)
                .filteredOn(ImportOutcome.Imported.class::isInstance)
                .hasSize(1);
        assertThat(outcomes)
                .filteredOn(ImportOutcome.Unchanged.class::isInstance)
                .hasSize(3);
        assertThat(before - balance("platform.psp_fees")).isEqualTo(500);
        assertThat(lines(true)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = FaultyDataSource.Fault.class,
            names = {"BEFORE_COMMIT", "AFTER_COMMIT"})
    void shouldCountAFileOnceWhoseAnswerWasLost(FaultyDataSource.Fault fault) {
        String line = line("a", "PAYMENT", paymentOf(shop.buy(id())), "99.00", "2.97");
        FaultyDataSource database = new FaultyDataSource(DATABASE.pool());
        settlements = new TestBilling(database, BillingConfig.defaults()).billing.settlements();
        database.breakAt(fault);
        try {
            imported(line);
        } catch (LedgerUnavailableException e) {
            // The person sends it again.
        }
        assertThat(database.isWaiting()).isFalse();
        imported(line);
        assertThat(booked()).hasSize(4);
    }

    @Test
    void shouldMissWhatIsInNoSettlementForTwoWeeks() {
        imported(line("a", "PAYMENT", paymentOf(shop.buy(id())), "99.00", "2.97"));
        Order missing = shop.buy(id());
        assertThat(found()).noneMatch(finding -> finding.contains(paymentOf(missing)));
        shop.test.pass(Duration.ofDays(15).toMillis());
        assertThat(found())
                .anyMatch(
                        finding -> finding.startsWith("PAYMENT " + paymentOf(missing) + " of sandbox was booked at "));
        shop.test.pass(-Duration.ofDays(15).toMillis());
        imported(line("b", "PAYMENT", paymentOf(missing), "99.00", "2.97"));
        shop.test.pass(Duration.ofDays(15).toMillis());
        assertThat(found()).noneMatch(finding -> finding.contains(paymentOf(missing)));
    }

    private List<String> found() {
        return shop.test.billing.books().reconciliation().check().stream()
                .filter(report -> report.check() == Check.SETTLEMENTS)
                .map(CheckReport::samples)
                .findFirst()
                .orElseThrow();
    }
}
