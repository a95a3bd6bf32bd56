package dev.stagedoor.billing.payouts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.BillingConfig;
import dev.stagedoor.billing.FreshDatabase;
import dev.stagedoor.billing.Sql;
import dev.stagedoor.billing.TestBilling;
import dev.stagedoor.billing.disputes.Shop;
import dev.stagedoor.billing.papers.Notice;
import dev.stagedoor.billing.papers.NoticeStore;
import dev.stagedoor.billing.payments.Order;
import dev.stagedoor.billing.payments.ProviderEvent;
import dev.stagedoor.billing.store.Database;
import dev.stagedoor.billing.store.PostgresNotices;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What people are to be told by letter: once for each event, in the transaction of the event, and until it is confirmed. */
class NoticesTest {
    @RegisterExtension
    static final FreshDatabase DATABASE = new FreshDatabase();

    private static final int ALL = 10_000;

    private NoticeStore notices;
    private PayoutBench bench;

    @BeforeEach
    void open() {
        notices = new PostgresNotices(new Database(DATABASE.pool(), 2, UUID.randomUUID(), _ -> {}));
        bench = new PayoutBench(DATABASE, Till.NAME);
    }

    /** The database is shared: what others are told is nobody's news here. */
    private List<Notice> of(UUID person) {
        return notices.unconfirmed(null, ALL).stream()
                .filter(notice -> notice.personId().equals(person))
                .toList();
    }

    private List<String> said(UUID person) {
        return of(person).stream()
                .map(notice -> notice.kind() + " " + notice.reason())
                .map(String::strip)
                .toList();
    }

    @Test
    void shouldTellOfAPurchaseOnceUntilItIsConfirmed() {
        Shop shop = new Shop(DATABASE, BillingConfig.builder().build());
        UUID viewer = TestBilling.id();
        Order order = shop.order(viewer);
        assertThat(of(viewer)).isEmpty();
        shop.pay(order);
        Notice notice = of(viewer).getFirst();
        assertThat(said(viewer)).containsExactly("PURCHASE_PAID");
        assertThat(notice.subjectId()).isEqualTo(order.orderId());
        assertThat(of(viewer)).containsExactly(notice);
        notices.confirm(notice);
        notices.confirm(notice);
        assertThat(of(viewer)).isEmpty();
    }

    @Test
    void shouldTellOnlyOfWhatIsYounger() {
        Shop shop = new Shop(DATABASE, BillingConfig.builder().build());
        UUID viewer = TestBilling.id();
        shop.buy(viewer);
        shop.buy(viewer);
        List<Notice> both = of(viewer);
        assertThat(notices.unconfirmed(both.getFirst(), ALL))
                .contains(both.getLast())
                .doesNotContain(both.getFirst());
        assertThat(notices.unconfirmed(both.getLast(), ALL)).doesNotContain(both.getFirst(), both.getLast());
    }

    @Test
    void shouldNotTellOfAPurchaseAgainAfterACase() {
        Shop shop = new Shop(DATABASE, BillingConfig.builder().build());
        UUID viewer = TestBilling.id();
        Order order = shop.buy(viewer);
        shop.disputed(order, ProviderEvent.Kind.CHARGEBACK_OPENED, 500);
        shop.disputed(order, ProviderEvent.Kind.CHARGEBACK_WON, 500);
        assertThat(said(viewer)).containsExactly("PURCHASE_PAID");
    }

    @Test
    void shouldTellOfAPayoutThatIsHeldPaidOrFailed() {
        UUID payee = bench.payeeWith(10_000_00);
        of(payee).forEach(notices::confirm);
        Payout held = bench.request(payee, 1_000_00);
        assertThat(of(payee)).isEmpty();
        bench.payouts.hold(held.id(), "admin", "asked support");
        bench.payouts.hold(held.id(), "admin", "asked support once more");
        bench.payouts.approve(held.id(), "admin", "fine");
        bench.send();
        assertThat(bench.now(held).state()).isEqualTo(PayoutState.CONFIRMED);
        bench.till.next = new PayoutProvider.Answer.Failed("ref", "The account is closed", false);
        Payout failed = bench.request(payee, 1_000_00);
        bench.send();
        assertThat(said(payee))
                .containsExactly("PAYOUT_HELD asked support", "PAYOUT_PAID", "PAYOUT_FAILED The account is closed");
        assertThat(of(payee)).extracting(Notice::subjectId).containsExactly(held.id(), held.id(), failed.id());
    }

    @Test
    void shouldTellOfADecisionOnPapers() {
        UUID payee = TestBilling.id();
        bench.payouts.setDestination(payee, new Destination("Asha Rao", "000123", "TEST0000001"));
        bench.payouts.reject(payee, "admin", "The photo is blurred");
        bench.payouts.verify(payee, "234F", "admin", "papers seen");
        assertThat(said(payee)).containsExactly("PAYEE_REJECTED The photo is blurred", "PAYEE_VERIFIED papers seen");
    }

    @Test
    void shouldTellNothingOfWhatWasUndone() {
        UUID payee = bench.payeeWith(10_000_00);
        of(payee).forEach(notices::confirm);
        Payout payout = bench.request(payee, 1_000_00);
        assertThat(Sql.attempt(
                        DATABASE.owner(),
                        "update billing.payout set state = 'HELD', due_at = null, reason = 'x' where id = '"
                                + payout.id() + "'",
                        "select 1 / 0"))
                .isEqualTo("22012");
        assertThat(of(payee)).isEmpty();
    }
}
