package dev.stagedoor.billing.store;

import static dev.stagedoor.billing.TestBilling.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.BillingConfig;
import dev.stagedoor.billing.FreshDatabase;
import dev.stagedoor.billing.TestBilling;
import dev.stagedoor.billing.audit.Check;
import dev.stagedoor.billing.pricing.ListDraft;
import dev.stagedoor.billing.pricing.Lists;
import dev.stagedoor.billing.pricing.PricePresets;
import dev.stagedoor.billing.subscriptions.SubscriptionOutcome;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The check on months with free minutes, on one that is over early, one that runs, and one that has none. */
class FreeMinutesCheckTest {
    @RegisterExtension
    static final FreshDatabase DATABASE = new FreshDatabase();

    @BeforeAll
    static void subscribe() {
        TestBilling test = new TestBilling(DATABASE.pool(), BillingConfig.defaults());
        Lists.publish(
                test,
                ListDraft.of(PricePresets.inr())
                        .plans(List.of(Lists.plan("vip", 19_900, 40), Lists.plan("plain", 9_900, 0)))
                        .made());
        UUID subscription = id();
        UUID viewer = test.viewerWith(1_000);
        begin(test, subscription, viewer, "VIP");
        test.billing.subscriptions().cancelNow(subscription, viewer);
        begin(test, id(), viewer, "VIP");
        begin(test, id(), test.viewerWith(99), "PLAIN");
    }

    private static void begin(TestBilling test, UUID subscription, UUID viewer, String plan) {
        assertThat(test.billing.subscriptions().subscribe(subscription, viewer, plan))
                .isInstanceOf(SubscriptionOutcome.Accepted.class);
    }

    @Test
    void shouldFindNothingWhereAllIsRight() {
        assertThat(found()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update billing.subscription_month set id = gen_random_uuid()",
                "update billing.subscription_month m set plan_id = p.id from billing.plan_version p"
                        + " where p.code = case when exists (select from billing.plan_version v"
                        + " where v.id = m.plan_id and v.code = 'PLAIN') then 'VIP' else 'PLAIN' end",
                "update billing.coin_lot set granted = granted + 1 where not mercy",
                "update billing.coin_lot set expires_at = expires_at + interval '1 year' where not mercy",
                "update billing.coin_lot set expires_at = null where not mercy",
                "update billing.coin_lot set mercy = true where not mercy",
            })
    void shouldFindWhatIsWrong(String statement) throws SQLException {
        try (Connection connection = DATABASE.owner().getConnection()) {
            connection.setAutoCommit(false);
            try (Statement wrong = connection.createStatement()) {
                wrong.execute(statement);
                try (var lines = wrong.executeQuery(CoinChecks.FREE_MINUTES)) {
                    assertThat(lines.next()).isTrue();
                }
            }
            connection.rollback();
        }
    }

    private static long found() {
        Database database = new Database(DATABASE.pool(), 1, UUID.randomUUID(), _ -> {});
        return new PostgresChecks(database)
                .find(Check.FREE_MINUTES, TestBilling.NOON)
                .found();
    }
}
