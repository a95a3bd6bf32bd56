package dev.stagedoor.billing.payments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.BillingConfig;
import dev.stagedoor.billing.FreshDatabase;
import dev.stagedoor.billing.Sql;
import dev.stagedoor.billing.TestBilling;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What providers have sent, beside a plain count of all that is there. */
class InboxSummaryTest {
    @RegisterExtension
    static final FreshDatabase DATABASE = new FreshDatabase();

    private ProviderNews news;

    @BeforeEach
    void open() {
        news = new TestBilling(DATABASE.pool(), BillingConfig.defaults()).billing.providerNews();
    }

    @Test
    void shouldSayOfEachProviderWhenItSentTheLastAndHowMuchIsKeptAside() {
        assertThat(news.inboxSummary()).isEmpty();
        came("stripe", 1, "ACCEPTED");
        came("stripe", 2, "QUARANTINED");
        came("ccbill", 3, "QUARANTINED");
        came("ccbill", 4, "QUARANTINED");
        came("razorpay", 5, "SETTLED");
        came("stripe", 6, "STALE");
        assertThat(news.inboxSummary())
                .containsExactly(
                        new InboxSummary("ccbill", at(4), 2),
                        new InboxSummary("razorpay", at(5), 0),
                        new InboxSummary("stripe", at(6), 1));
    }

    private static Instant at(int second) {
        return Instant.parse("2026-03-10T06:30:00Z").plusSeconds(second);
    }

    private static void came(String provider, int second, String outcome) {
        assertThat(Sql.attempt(DATABASE.owner(), """
                        insert into billing.provider_event (provider, event_id, raw, verified, outcome, received_at, processed_at)
                        values ('%s', 'evt_%d', 'news', true, '%s', '%s', now())""".formatted(provider, second, outcome, at(second))))
                .isEmpty();
    }
}
