package dev.stagedoor.billing.subscriptions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.BillingConfig;
import dev.stagedoor.billing.FaultyDataSource;
import dev.stagedoor.billing.TestBilling;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import javax.sql.DataSource;

/** One subscription, and time that passes from the tenth of March on; what is due is done when it has. */
final class TestMonths {
    final FaultyDataSource database;
    final TestBilling test;
    final Subscriptions subscriptions;
    private final UUID subscription;
    private Instant now = TestBilling.NOON;

    TestMonths(DataSource pool, SubscriptionTerms terms, UUID subscription) {
        this.subscription = subscription;
        database = new FaultyDataSource(pool);
        test = new TestBilling(
                database, BillingConfig.builder().subscriptions(terms).build());
        subscriptions = test.billing.subscriptions();
    }

    Instant now() {
        return now;
    }

    void passTo(Instant moment) {
        test.pass(Duration.between(now, moment).toMillis());
        now = moment;
        subscriptions.run(now);
    }

    /** The subscription, as its user has it. */
    Subscription live(UUID user) {
        return subscriptions.of(user).stream()
                .filter(each -> each.subscriptionId().equals(subscription))
                .findFirst()
                .orElseThrow();
    }

    static Instant monthsLater(int months) {
        return TestBilling.NOON.atOffset(ZoneOffset.UTC).plusMonths(months).toInstant();
    }

    static Subscription accepted(SubscriptionOutcome outcome) {
        assertThat(outcome).isInstanceOf(SubscriptionOutcome.Accepted.class);
        return ((SubscriptionOutcome.Accepted) outcome).subscription();
    }
}
