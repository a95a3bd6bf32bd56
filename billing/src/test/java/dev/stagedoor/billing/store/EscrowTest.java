package dev.stagedoor.billing.store;

import static dev.stagedoor.billing.TestBilling.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stagedoor.billing.FreshDatabase;
import dev.stagedoor.billing.Invariants;
import dev.stagedoor.billing.Sql;
import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.EscrowLines;
import dev.stagedoor.billing.ledger.Payees;
import dev.stagedoor.billing.ledger.PostOutcome;
import dev.stagedoor.billing.ledger.Posting;
import dev.stagedoor.billing.ledger.Share;
import dev.stagedoor.billing.ledger.TransferCode;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Coins that wait for an event, lot by lot. A viewer starts with 10 promotional, 15 bonus and 95 paid coins. */
class EscrowTest {
    @RegisterExtension
    static final FreshDatabase DATABASE = new FreshDatabase();

    private final UUID viewer = id();
    private final UUID event = id();
    private final UUID ticket = id();
    private Pen pen;

    @BeforeEach
    void open() {
        pen = new Pen(DATABASE.pool());
        pen.buy(viewer);
        pen.give(viewer, 10_000);
    }

    @AfterEach
    void invariantsHold() {
        Invariants.check(DATABASE.owner());
    }

    @Test
    void shouldTakeCoinsInTheOrderOfConsumptionAndRememberThem() {
        buy(30_000);
        assertThat(lots()).containsExactly("PROMO 0", "BONUS 0", "PAID 90000");
        assertThat(escrowed()).containsExactly("PROMO 10000", "BONUS 15000", "PAID 5000");
    }

    @Test
    void shouldReturnToTheSameLots() {
        buy(30_000);
        cancel(30_000);
        assertThat(lots()).containsExactly("PROMO 10000", "BONUS 15000", "PAID 95000");
        assertThat(escrowed()).isEmpty();
    }

    @Test
    void shouldReturnThePartThatWouldHaveBeenUsedLast() {
        buy(30_000);
        cancel(12_000);
        assertThat(lots()).containsExactly("PROMO 0", "BONUS 7000", "PAID 95000");
        done(18_000);
        assertThat(escrowed()).isEmpty();
        assertThat(Sql.rows(
                        DATABASE.owner(),
                        "select kind || ' ' || sum(amount) from billing.lot_alloc where session_id = '" + ticket
                                + "' group by kind order by kind"))
                .containsExactly("DELIVER 18000", "ESCROW 30000", "RETURN 12000");
    }

    @Test
    void shouldKeepSeveralPledgesOfOneTicketTogether() {
        buy(20_000);
        buy(10_000);
        assertThat(escrowed()).containsExactly("PROMO 10000", "BONUS 15000", "PAID 5000");
        done(30_000);
        assertThat(Sql.rows(
                        DATABASE.owner(),
                        "select delivered from billing.escrow_ticket where ticket_id = '" + ticket + "'"))
                .containsExactly("30000");
    }

    @Test
    void shouldNotTakeMoreThanThereIs() {
        PostOutcome outcome = pen.post(posting(TransferCode.TICKET_BUY, EscrowLines.buy(viewer, event, 120_001)));
        assertThat(outcome).isEqualTo(new PostOutcome.InsufficientFunds("viewer.available", 120_000));
    }

    @Test
    void shouldNotDeliverWhatWasReturned() {
        buy(30_000);
        cancel(30_000);
        UUID other = id();
        pen.must(Pen.posting(TransferCode.TICKET_BUY, EscrowLines.buy(viewer, event, 30_000))
                .inSession(other));
        assertThatThrownBy(() -> done(30_000)).hasMessageContaining("escrow_ticket_check");
    }

    @Test
    void shouldNotReturnATicketToSomebodyElse() {
        buy(30_000);
        UUID thief = id();
        assertThatThrownBy(
                        () -> pen.post(posting(TransferCode.TICKET_CANCEL, EscrowLines.cancel(thief, event, 30_000))))
                .hasMessageContaining("but lots for");
    }

    @Test
    void shouldNotPayATicketFromAnotherEvent() {
        buy(30_000);
        UUID richer = id();
        pen.must(Pen.posting(TransferCode.TICKET_BUY, EscrowLines.buy(viewer, richer, 30_000))
                .inSession(id()));
        assertThatThrownBy(() -> pen.post(posting(
                        TransferCode.TICKET_DONE,
                        EscrowLines.done(richer, Payees.independent(id(), Asset.INR), 30_000, Share.NONE))))
                .hasMessageContaining("but lots for");
    }

    private void buy(long coins) {
        pen.must(posting(TransferCode.TICKET_BUY, EscrowLines.buy(viewer, event, coins)));
    }

    private void cancel(long coins) {
        pen.must(posting(TransferCode.TICKET_CANCEL, EscrowLines.cancel(viewer, event, coins)));
    }

    private void done(long coins) {
        pen.must(posting(
                TransferCode.TICKET_DONE,
                EscrowLines.done(event, Payees.independent(id(), Asset.INR), coins, Share.NONE)));
    }

    private Posting posting(TransferCode code, List<dev.stagedoor.billing.ledger.Line> lines) {
        return Pen.posting(code, lines).inSession(ticket);
    }

    private List<String> lots() {
        return Sql.rows(
                DATABASE.owner(),
                "select class || ' ' || remaining from billing.coin_lot where owner_ref = '" + viewer
                        + "' order by class_rank");
    }

    private List<String> escrowed() {
        return Sql.rows(
                DATABASE.owner(),
                "select class || ' ' || amount from billing.escrow_lot join billing.coin_lot on id = lot_id"
                        + " where ticket_id = '" + ticket + "' and amount > 0 order by class_rank");
    }
}
