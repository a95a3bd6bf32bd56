package dev.stagedoor.billing.payments;

import static dev.stagedoor.billing.TestBilling.coins;
import static dev.stagedoor.billing.TestBilling.id;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.BillingConfig;
import dev.stagedoor.billing.FaultyDataSource;
import dev.stagedoor.billing.FaultyDataSource.Fault;
import dev.stagedoor.billing.FreshDatabase;
import dev.stagedoor.billing.Invariants;
import dev.stagedoor.billing.TestBilling;
import dev.stagedoor.billing.Together;
import dev.stagedoor.billing.approval.CanonicalJson;
import dev.stagedoor.billing.disputes.DisputeTerms;
import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.LedgerUnavailableException;
import dev.stagedoor.billing.ledger.LimitPeriod;
import dev.stagedoor.billing.ledger.LotTerms;
import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.payments.AutoTopUp.Off;
import dev.stagedoor.billing.payments.AutoTopUp.Outcome;
import dev.stagedoor.billing.payments.AutoTopUp.Wish;
import dev.stagedoor.billing.payments.ScriptedProvider.Mood;
import dev.stagedoor.billing.pricing.NobodySpecial;
import dev.stagedoor.billing.pricing.PriceBook;
import dev.stagedoor.billing.pricing.PriceList;
import dev.stagedoor.billing.pricing.PricePresets;
import dev.stagedoor.billing.pricing.PublishedPrices;
import dev.stagedoor.billing.store.Database;
import dev.stagedoor.billing.store.PostgresAutoTopUps;
import dev.stagedoor.billing.store.PostgresPayments;
import dev.stagedoor.billing.store.SpendGuard;
import dev.stagedoor.billing.subscriptions.Plan.Discount;
import dev.stagedoor.billing.wallet.Tip;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody who has 30 coins left and wants 50 more for 49 rupees below 40; then something breaks. */
class AutoTopUpsUnderFaultsTest {
    static final Money PRICE = new Money(49_00, Asset.INR);

    @RegisterExtension
    static final FreshDatabase DATABASE = new FreshDatabase();

    private final ScriptedProvider provider = new ScriptedProvider();
    private final List<PublishedPrices> published = new ArrayList<>();
    private final UUID buyer = id();
    private TestBilling test;
    private PriceBook prices;
    private Node node;

    /** One server's part of it. */
    private record Node(Payments payments, ProviderNews providerNews, AutoTopUps topUps) {
        void run() {
            topUps.wakeDue();
            topUps.run();
        }
    }

    @BeforeEach
    void open() {
        test = new TestBilling(DATABASE.pool(), BillingConfig.defaults());
        prices = new PriceBook(
                () -> published,
                test.billing.approvals(),
                PricePresets.inr(),
                BillingConfig.defaults().pricing(),
                new NobodySpecial(),
                List.of(),
                test::now);
        node = node(DATABASE.pool());
        buy("card-1");
        assertThat(wish()).isInstanceOf(Outcome.On.class);
        spend(20);
    }

    @AfterEach
    void invariantsHold() {
        Invariants.check(DATABASE.owner());
        assertThat(test.billing.ledger().trialBalance().zero()).isTrue();
    }

    private Node node(DataSource pool) {
        Database database = new Database(pool, 8, id(), _ -> {});
        PostgresPayments store = new PostgresPayments(
                database, DisputeTerms.defaults(), TestBilling::id, test.billing.prices()::referralsAt, test::now);
        Sandbox sandbox = new Sandbox(store, test::now, TestBilling::id, false);
        Providers providers = new Providers(List.of(provider), sandbox);
        ProviderNews news = new ProviderNews(store, providers, _ -> List.of(), LotTerms::defaults);
        Payments payments = new Payments(
                store,
                prices,
                TestBilling::id,
                _ -> Discount.NONE,
                providers,
                sandbox,
                new OrderFetcher(store, news, providers));
        AutoTopUpStore wishes = new PostgresAutoTopUps(database, new SpendGuard(test::now));
        return new Node(
                payments,
                news,
                new AutoTopUps(wishes, payments, providers, news, AutoTopUpTerms.defaults(), test::now));
    }

    private void buy(String card) {
        Order order = ((OrderOutcome.Created) node.payments().order(buyer, "inr-49", card)).order();
        assertThat(tell(order.orderId(), paymentBy(card))).isEqualTo(new WebhookOutcome.Accepted());
    }

    private String paymentBy(String card) {
        return card + "-" + buyer;
    }

    private WebhookOutcome tell(UUID orderId, String payment) {
        byte[] body = ("webhook-" + orderId + " " + orderId + " " + payment).getBytes(StandardCharsets.UTF_8);
        return node.providerNews().webhook(ScriptedProvider.NAME, Map.of(), body, "127.0.0.1");
    }

    private Outcome wish() {
        return node.topUps()
                .set(buyer, new Wish(coins(40), "inr-49", new Money(1_000_00, Asset.INR), LimitPeriod.MONTH));
    }

    private void spend(long whole) {
        var _ = test.billing.tips().tip(new Tip(id(), buyer, id(), null, coins(whole), "", false));
    }

    private List<OrderState> attempts() {
        return state().attempts().stream().map(Order::state).toList();
    }

    private AutoTopUp state() {
        return requireNonNull(node.topUps().of(buyer));
    }

    private void passHours(long hours) {
        test.pass(Duration.ofHours(hours).toMillis());
    }

    /** One server breaks at that commit of an attempt; then it and another go on. */
    private void breakAndGoOn(int commits, Fault fault) {
        FaultyDataSource faulty = new FaultyDataSource(DATABASE.pool());
        Node broken = node(faulty);
        broken.topUps().wake(buyer);
        faulty.breakAfter(commits, fault);
        try {
            broken.topUps().run();
        } catch (LedgerUnavailableException e) {
            assertThat(commits).as("only the look for who is due is not caught").isZero();
        }
        assertThat(faulty.isWaiting()).isFalse();
        for (int i = 0; i < 3; i++) {
            node.run();
            broken.run();
        }
    }

    /** The commits of one attempt: who is due, the wish, the order, what the provider said, the declines. */
    @ParameterizedTest(name = "{1} at commit {0}")
    @CsvSource({
        "0, BEFORE_COMMIT", "1, BEFORE_COMMIT", "2, BEFORE_COMMIT", "3, BEFORE_COMMIT", "4, BEFORE_COMMIT",
        "0, AFTER_COMMIT", "1, AFTER_COMMIT", "2, AFTER_COMMIT", "3, AFTER_COMMIT", "4, AFTER_COMMIT",
    })
    void shouldChargeAndBookOnceWhereverItBreaks(int commits, Fault fault) {
        breakAndGoOn(commits, fault);
        assertThat(provider.charged).hasSize(1);
        assertThat(attempts()).containsExactly(OrderState.PAID);
        assertThat(test.available(buyer)).isEqualTo(80_000);
    }

    /** The commits of one attempt: who is due, the wish, the order, that it is sent, what the provider said, the declines. */
    @ParameterizedTest(name = "{1} at commit {0}: charged {2}, {3}")
    @CsvSource({
        "0, BEFORE_COMMIT, 1, PAID",
        "1, BEFORE_COMMIT, 1, PAID",
        "2, BEFORE_COMMIT, 1, PAID",
        "3, BEFORE_COMMIT, 1, PAID",
        "4, BEFORE_COMMIT, 1, CREATED",
        "5, BEFORE_COMMIT, 1, PAID",
        "0, AFTER_COMMIT,  1, PAID",
        "1, AFTER_COMMIT,  1, PAID",
        "2, AFTER_COMMIT,  1, PAID",
        "3, AFTER_COMMIT,  0, CREATED",
        "4, AFTER_COMMIT,  1, PAID",
        "5, AFTER_COMMIT,  1, PAID",
    })
    void shouldSendOnceToAProviderThatForgetsKeys(int commits, Fault fault, int charged, OrderState state) {
        provider.remembers = false;
        breakAndGoOn(commits, fault);
        assertThat(provider.charged).hasSize(charged);
        assertThat(attempts()).containsExactly(state);
        if (state == OrderState.CREATED) {
            passHours(12);
            node.run();
            assertThat(attempts()).containsExactly(OrderState.FAILED);
            assertThat(state().off()).as("nobody knows what became of it").isEqualTo(Off.PROVIDER);
            UUID orderId = state().attempts().getFirst().orderId();
            tell(orderId, ScriptedProvider.paymentOf(orderId));
            assertThat(attempts()).containsExactly(OrderState.PAID);
        }
        assertThat(test.available(buyer)).isEqualTo(80_000);
        assertThat(provider.asked).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void shouldSendAgainWhatAProviderThatForgetsKeysNeverGot() {
        provider.remembers = false;
        provider.mood = Mood.AWAY;
        node.run();
        node.run();
        assertThat(attempts()).containsExactly(OrderState.CREATED);
        provider.mood = Mood.PAID;
        node.run();
        assertThat(provider.asked).hasSize(3);
        assertThat(attempts()).containsExactly(OrderState.PAID);
    }

    @Test
    void shouldSendOnceThoughManyServersLook() {
        provider.remembers = false;
        provider.mood = Mood.MUTE;
        List<Callable<Boolean>> servers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Node server = node(DATABASE.pool());
            servers.add(() -> {
                server.run();
                server.run();
                return true;
            });
        }
        Together.run(servers);
        assertThat(provider.asked).hasSize(1);
        // So that the tests that follow find nothing to ask about.
        node.topUps().stop(buyer);
    }

    @Test
    void shouldCountDeclinesThoughTheirCountWasLost() {
        provider.mood = Mood.DECLINED;
        FaultyDataSource faulty = new FaultyDataSource(DATABASE.pool());
        Node broken = node(faulty);
        for (int i = 0; i < 3; i++) {
            broken.topUps().wake(buyer);
            faulty.breakAfter(4, Fault.BEFORE_COMMIT);
            broken.topUps().run();
            assertThat(faulty.isWaiting()).isFalse();
            passHours(1);
        }
        assertThat(state().off()).isNull();
        node.run();
        assertThat(provider.asked).hasSize(3);
        assertThat(state().off()).isEqualTo(Off.DECLINED);
    }

    @Test
    void shouldChargeOnceWhenManyServersLookAtOnce() {
        List<Callable<Boolean>> servers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Node server = node(DATABASE.pool());
            servers.add(() -> {
                server.run();
                server.run();
                return true;
            });
        }
        Together.run(servers);
        assertThat(provider.charged).hasSize(1);
        assertThat(attempts()).containsExactly(OrderState.PAID);
        assertThat(test.available(buyer)).isEqualTo(80_000);
    }

    @Test
    void shouldAskAgainWithTheSameKeyAndMethodThoughAnotherWasAgreedToMeanwhile() {
        provider.mood = Mood.MUTE;
        node.run();
        assertThat(attempts()).containsExactly(OrderState.CREATED);
        assertThat(state().used()).isEqualTo(PRICE);
        assertThat(test.available(buyer)).isEqualTo(30_000);

        provider.mood = Mood.PAID;
        buy("card-2");
        wish();
        node.run();
        assertThat(provider.charged).hasSize(1).containsValue(paymentBy("card-1"));
        assertThat(attempts()).containsExactly(OrderState.PAID);

        spend(100);
        node.run();
        assertThat(provider.charged).hasSize(2).containsValue(paymentBy("card-2"));
    }

    @Test
    void shouldBookTheAnswerAndTheWebhookOnce() {
        node.run();
        UUID orderId = state().attempts().getFirst().orderId();
        tell(orderId, ScriptedProvider.paymentOf(orderId));
        assertThat(tell(orderId, ScriptedProvider.paymentOf(orderId))).isEqualTo(new WebhookOutcome.Duplicate());
        assertThat(test.available(buyer)).isEqualTo(80_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"STOPPED", "SHUT OUT"})
    void shouldNotChargeByAskingOnceTheBuyerHasWithdrawn(String how) {
        provider.mood = Mood.DEAF;
        node.run();
        assertThat(provider.asked).hasSize(1);
        if (how.equals("STOPPED")) {
            node.topUps().stop(buyer);
        } else {
            test.billing.limits().exclude(buyer, Duration.ofDays(30));
        }
        provider.mood = Mood.PAID;
        node.run();
        assertThat(provider.asked).hasSize(1);
        assertThat(attempts()).containsExactly(OrderState.CREATED);
        passHours(12);
        node.run();
        assertThat(attempts()).containsExactly(OrderState.FAILED);
        assertThat(provider.charged).isEmpty();
    }

    @Test
    void shouldNotAskLongerThanProvidersRememberKeysAndStillBookWhatTheySay() {
        provider.mood = Mood.MUTE;
        node.run();
        UUID first = state().attempts().getFirst().orderId();
        provider.mood = Mood.DEAF;
        passHours(11);
        node.run();
        assertThat(provider.asked).containsExactly(first, first);
        passHours(1);
        node.run();
        assertThat(provider.asked).hasSize(2);
        assertThat(attempts()).containsExactly(OrderState.FAILED);

        node.topUps().stop(buyer);
        tell(first, ScriptedProvider.paymentOf(first));
        tell(first, ScriptedProvider.paymentOf(first));
        assertThat(attempts()).containsExactly(OrderState.PAID);
        assertThat(state().used()).isEqualTo(PRICE);
        assertThat(test.available(buyer)).isEqualTo(80_000);
    }

    @ParameterizedTest(name = "{0} becomes {1}")
    @CsvSource({
        "'\"priceMinor\":4900',  '\"priceMinor\":4901', PRICE",
        "'\"paidCoins\":45',     '\"paidCoins\":44',    PRICE",
        "'\"id\":\"inr-49\"',    '\"id\":\"inr-50\"',   PRICE",
        "'\"priceMinor\":4900',  '\"priceMinor\":4899', ",
    })
    void shouldStopWhenThePackageIsNotWhatWasAgreedTo(String from, String to, Off expected) {
        PriceList before = PricePresets.inr();
        String changed = CanonicalJson.write(before).replace(from, to);
        published.add(new PublishedPrices(1, CanonicalJson.read(changed, PriceList.class), test.now(), null));
        prices.refresh();
        node.run();
        assertThat(state().off()).isEqualTo(expected);
        assertThat(provider.charged).hasSize(expected == null ? 1 : 0);
    }
}
