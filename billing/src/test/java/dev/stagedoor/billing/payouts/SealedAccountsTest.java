package dev.stagedoor.billing.payouts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.BillingConfig;
import dev.stagedoor.billing.FreshDatabase;
import dev.stagedoor.billing.PlainBox;
import dev.stagedoor.billing.Sql;
import dev.stagedoor.billing.TestBilling;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The numbers of bank accounts, as whoever reads the database sees them: not at all. */
class SealedAccountsTest {
    private static final String NUMBER = "314159265358";
    private static final SecretBox OLD = new PlainBox((byte) 1);
    private static final SecretBox NEW = new PlainBox((byte) 2);

    @RegisterExtension
    static final FreshDatabase DATABASE = new FreshDatabase();

    private TestBilling open(SecretBox box) {
        return new TestBilling(DATABASE.pool(), BillingConfig.defaults(), box);
    }

    private String column(String column, UUID payee) {
        return Sql.rows(
                        DATABASE.pool(),
                        "select " + column + " from billing.payout_destination where payee_id = '" + payee + "'")
                .getFirst();
    }

    private static ShownDestination shown(TestBilling test, UUID payee) {
        Payouts payouts = test.billing.payDesk().payouts();
        return Objects.requireNonNull(payouts.summary(payee, false).standing().destination());
    }

    @Test
    void shouldKeepNoNumberThatCanBeRead() {
        TestBilling billing = open(OLD);
        UUID payee = TestBilling.id();
        billing.billing.payDesk().payouts().setDestination(payee, new Destination("Asha Rao", NUMBER, "TEST0000001"));

        assertThat(column("to_jsonb(payout_destination)::text", payee)).doesNotContain(NUMBER);
        assertThat(column("position(convert_to('" + NUMBER + "', 'UTF8') in sealed_number)", payee))
                .isEqualTo("0");
        assertThat(shown(billing, payee)).isEqualTo(new ShownDestination("Asha Rao", "••••5358", "TEST0000001"));
        billing.billing.close();
    }

    @Test
    void shouldSealAtTheNextStartWhatStoodInTheClear() {
        UUID payee = TestBilling.id();
        assertThat(Sql.attempt(DATABASE.owner(), """
                insert into billing.payout_destination (payee_id, holder, account_number, bank_code, updated_at)
                values ('%s', 'Maya', '%s', 'TEST0000001', now())""".formatted(payee, NUMBER))).isEmpty();
        String before = column("updated_at", payee);
        TestBilling billing = open(OLD);

        assertThat(column("account_number", payee)).isEqualTo("null");
        assertThat(column("to_jsonb(payout_destination)::text", payee)).doesNotContain(NUMBER);
        assertThat(column("updated_at", payee)).as("a review stays good").isEqualTo(before);
        assertThat(shown(billing, payee)).isEqualTo(new ShownDestination("Maya", "••••5358", "TEST0000001"));
        billing.billing.close();
    }

    @Test
    void shouldSealAnewWhenTheKeyChanges() {
        TestBilling billing = open(OLD);
        UUID payee = TestBilling.id();
        billing.billing.payDesk().payouts().setDestination(payee, new Destination("Asha Rao", NUMBER, "TEST0000001"));
        assertThat(column("get_byte(sealed_number, 0)", payee)).isEqualTo("1");
        billing.billing.close();

        TestBilling rotated = open(NEW);
        assertThat(column("get_byte(sealed_number, 0)", payee)).isEqualTo("2");
        assertThat(shown(rotated, payee)).isEqualTo(new ShownDestination("Asha Rao", "••••5358", "TEST0000001"));
        rotated.billing.close();
        open(OLD).billing.close();
    }

    @Test
    void shouldRefuseANumberThatIsNeitherSealedNorFromBefore() {
        UUID payee = TestBilling.id();
        assertThat(Sql.attempt(DATABASE.owner(), """
                insert into billing.payout_destination (payee_id, holder, bank_code, updated_at)
                values ('%s', 'Maya', 'TEST0000001', now())""".formatted(payee))).isEqualTo("23514");
    }
}
