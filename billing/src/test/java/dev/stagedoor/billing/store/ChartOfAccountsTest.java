package dev.stagedoor.billing.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.FreshDatabase;
import dev.stagedoor.billing.Sql;
import dev.stagedoor.billing.ledger.AccountKind;
import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.LotClass;
import dev.stagedoor.billing.ledger.TransferCode;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The chart, the codes and the classes stand in Java and in the database; here they are held against each other. */
class ChartOfAccountsTest {
    @RegisterExtension
    static final FreshDatabase DATABASE = new FreshDatabase();

    @Test
    void shouldKnowTheSameAccounts() {
        assertThat(Sql.rows(DATABASE.owner(), """
                select concat_ws(' ', code, kind, type, case when async then 'async' else 'floored' end)
                  from billing.account_kind"""))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(AccountKind.values())
                        .map(kind -> kind.code() + " " + kind.kind() + " " + kind.type()
                                + (kind.isFloored() ? " floored" : " async"))
                        .toList());
    }

    @Test
    void shouldKnowTheSameAssets() {
        assertThat(Sql.rows(DATABASE.owner(), "select code || ' ' || scale from billing.asset"))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Asset.values())
                        .map(asset -> asset + " " + asset.scale())
                        .toList());
    }

    @Test
    void shouldUseUpLotsInTheSameOrder() {
        assertThat(Sql.rows(DATABASE.owner(), "select class from billing.lot_class order by rank"))
                .containsExactlyElementsOf(
                        Arrays.stream(LotClass.values()).map(LotClass::name).toList());
    }

    @Test
    void shouldAcceptEveryTransferCode() {
        String check = Sql.rows(DATABASE.owner(), """
                select pg_get_constraintdef(oid) from pg_constraint where conname = 'transfer_code_check'""").getFirst();
        for (TransferCode code : TransferCode.values()) {
            assertThat(check).contains("'" + code + "'");
        }
    }
}
