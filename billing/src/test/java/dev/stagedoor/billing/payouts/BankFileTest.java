package dev.stagedoor.billing.payouts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.FreshDatabase;
import dev.stagedoor.billing.PlainBox;
import dev.stagedoor.billing.Sql;
import dev.stagedoor.billing.TestBilling;
import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.store.Database;
import dev.stagedoor.billing.store.PostgresPayouts;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A bank's file names the accounts that were verified, whatever their payees do meanwhile. */
class BankFileTest {
    @RegisterExtension
    static final FreshDatabase DATABASE = new FreshDatabase();

    private static final String VERIFIED = "001122335358";

    private PayoutBench bench;
    private UUID payee;
    private Payout payout;

    @BeforeEach
    void sendOne() {
        bench = new PayoutBench(DATABASE, BankFile.NAME);
        payee = bench.payeeWith(5_000_00, VERIFIED);
        payout = bench.request(payee, 1_000_00);
        bench.send();
    }

    /** Leaves nothing that the next test would find waiting. */
    @AfterEach
    void settle() {
        if (bench.now(payout).endedAt() == null) {
            bench.payouts.verify(payee, "234F", "admin", "papers seen");
            bench.bankFile.export();
            bench.bankFile.paid(payout.id());
            bench.send();
        }
    }

    private void nameAnotherAccount() {
        bench.pass(Duration.ofSeconds(1));
        bench.payouts.setDestination(payee, new Destination("Somebody Else", "666666", "TEST0000009"));
    }

    private BankFile.Batch export() {
        return Objects.requireNonNull(bench.bankFile.export(), "one waits");
    }

    private String line(String column) {
        return Sql.rows(
                        DATABASE.owner(),
                        "select " + column + " from billing.bank_file_line where payout_id = '" + payout.id() + "'")
                .getFirst();
    }

    @Test
    void shouldGoToTheAccountOfTheTimeOfSending() {
        nameAnotherAccount();
        assertThat(export().csv())
                .contains("Asha Rao," + VERIFIED + ",TEST0000001")
                .doesNotContain("666666");
    }

    @Test
    void shouldBeTheSameFileOnceMore() {
        BankFile.Batch batch = export();
        nameAnotherAccount();
        assertThat(bench.bankFile.batch(batch.batchId())).isEqualTo(batch);
    }

    @Test
    void shouldKeepTheNumberSealedAndSealItAnew() {
        BankFile.Batch batch = export();
        assertThat(line("to_jsonb(bank_file_line)::text"))
                .doesNotContain(VERIFIED)
                .contains("••••5358");
        Database database = new Database(DATABASE.pool(), 2, UUID.randomUUID(), _ -> {});
        PayoutTerms terms = PayoutTerms.defaults(Asset.INR, PayoutBench.KOLKATA, BankFile.NAME);
        new PostgresPayouts(
                        database,
                        terms,
                        "IN-30K",
                        new PayoutPostings(TestBilling::id),
                        new PlainBox((byte) 2),
                        PayoutBench.watch(EarningsTerms.defaults(Asset.INR)))
                .resealDestinations();
        assertThat(line("get_byte(sealed_number, 0)")).isEqualTo("2");
        assertThat(bench.bankFile.batch(batch.batchId())).isEqualTo(batch);
        new PostgresPayouts(
                        database,
                        terms,
                        "IN-30K",
                        new PayoutPostings(TestBilling::id),
                        new PlainBox((byte) 1),
                        PayoutBench.watch(EarningsTerms.defaults(Asset.INR)))
                .resealDestinations();
    }

    @Test
    void shouldRefuseToSendALineOfAFileElsewhere() {
        export();
        assertThat(Sql.attempt(
                        DATABASE.owner(),
                        "update billing.bank_file_line set holder = 'Somebody Else' where payout_id = '" + payout.id()
                                + "'"))
                .isEqualTo("LG011");
    }

    @Test
    void shouldLetALineOfAnOlderServerWaitUntilItsAccountIsVerified() {
        assertThat(Sql.attempt(
                        DATABASE.owner(),
                        "update billing.bank_file_line set holder = null, sealed_number = null, shown_number = null,"
                                + " bank_code = null where payout_id = '" + payout.id() + "'"))
                .isEmpty();
        nameAnotherAccount();
        assertThat(bench.bankFile.export()).isNull();
        assertThat(bench.bankFile.queued()).isEqualTo(1);
        bench.payouts.verify(payee, "234F", "admin", "papers seen");
        assertThat(export().csv()).contains("Somebody Else,666666,TEST0000009");
    }

    @Test
    void shouldTakeTheSamePayoutOnce() {
        Payout second = bench.request(payee, 1_000_00);
        bench.send();
        assertThat(export().payouts()).isEqualTo(2);
        assertThat(List.of(bench.bankFile.paid(payout.id()), bench.bankFile.paid(second.id())))
                .containsExactly(true, true);
        bench.send();
    }
}
