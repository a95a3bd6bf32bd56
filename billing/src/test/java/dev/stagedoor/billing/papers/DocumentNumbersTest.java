package dev.stagedoor.billing.papers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.BillingConfig;
import dev.stagedoor.billing.FreshDatabase;
import dev.stagedoor.billing.Sql;
import dev.stagedoor.billing.TestBilling;
import dev.stagedoor.billing.disputes.Shop;
import dev.stagedoor.billing.payments.Order;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Numbers of receipts and credit notes: in order, without a gap, given once. */
class DocumentNumbersTest {
    @RegisterExtension
    static final FreshDatabase DATABASE = new FreshDatabase();

    private final UUID viewer = TestBilling.id();
    private Shop shop;

    @BeforeEach
    void open() {
        shop = new Shop(DATABASE, BillingConfig.builder().build());
    }

    @Test
    void shouldBeWrittenWithSeriesAndYear() {
        assertThat(new DocumentNumber(2026, DocumentNumber.Series.R, 123)).hasToString("R-2026-000123");
        assertThat(new DocumentNumber(2027, DocumentNumber.Series.C, 1_234_567)).hasToString("C-2027-1234567");
    }

    @Test
    void shouldFollowTheJournalWhicheverReceiptIsAskedForFirst() {
        Order first = shop.buy(viewer);
        Order second = shop.buy(viewer);
        int later = shop.receipt(second).number().number();
        assertThat(shop.receipt(first).number().number()).isEqualTo(later - 1);
        assertThat(shop.receipt(second).number().number()).isEqualTo(later);
    }

    @Test
    void shouldCountCreditNotesByThemselves() {
        Order order = shop.buy(viewer);
        DocumentNumber paid = shop.receipt(order).number();
        long credits = count("series = 'C'");
        shop.returned(order, 9_900);
        List<DocumentNumber> numbers = shop.receipt(order).steps().stream()
                .map(PurchaseReceipt.Step::number)
                .toList();
        assertThat(numbers).hasSize(2).first().isEqualTo(paid);
        assertThat(numbers.getLast().series()).isEqualTo(DocumentNumber.Series.C);
        assertThat(numbers.getLast().number()).isEqualTo(credits + 1);
    }

    @Test
    void shouldLeaveNoGapWhereManyGiveNumbersWhileOthersPay() {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Void>> all = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                all.add(CompletableFuture.runAsync(() -> shop.receipt(shop.buy(viewer)), threads));
                all.add(CompletableFuture.runAsync(
                        () -> shop.test.billing.receipts().giveNumbers(TestBilling.NOON), threads));
            }
            all.forEach(CompletableFuture::join);
        }
        assertThat(count("series = 'R'"))
                .isEqualTo(Sql.number(
                        DATABASE.owner(), "select max(number) from billing.document_number where series = 'R'"));
    }

    /** A run that is undone gives its numbers to the next. */
    @Test
    void shouldLeaveNoGapAfterACrash() throws SQLException {
        Order order = shop.buy(viewer);
        try (Connection connection = DATABASE.owner().getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("select billing.number_documents('UTC')");
            connection.rollback();
        }
        shop.receipt(order);
        assertThat(Sql.number(
                        DATABASE.owner(),
                        "select count(*) from (select 1 from billing.document_number group by year, series"
                                + " having count(*) <> max(number)) as gaps"))
                .isZero();
    }

    /** What was under way when a run passed it by is numbered by a later one. */
    @Test
    void shouldPassNothingByThatIsCommittedLate() throws SQLException {
        UUID late = TestBilling.id();
        Order order;
        try (Connection connection = DATABASE.owner().getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            // Holds back what is settled, as a posting that has not been committed would.
            statement.execute("select pg_current_xact_id()");
            order = shop.buy(late);
            IntStream.range(0, 3).forEach(_ -> shop.test.billing.receipts().giveNumbers(TestBilling.NOON));
            assertThat(Sql.number(DATABASE.owner(), "select upto_transfer from billing.document_mark"))
                    .isLessThan(Sql.number(DATABASE.owner(), "select max(id) from billing.transfer"));
            connection.rollback();
        }
        assertThat(shop.receipt(order).number().number()).isPositive();
    }

    @Test
    void shouldNeverChangeANumber() {
        shop.receipt(shop.buy(viewer));
        Assertions.assertThatThrownBy(() -> Sql.number(
                        DATABASE.owner(),
                        "with gone as (delete from billing.document_number returning 1) select count(*) from gone"))
                .rootCause()
                .hasMessageContaining("what is written stays");
    }

    private static long count(String where) {
        return Sql.number(DATABASE.owner(), "select count(*) from billing.document_number where " + where);
    }
}
