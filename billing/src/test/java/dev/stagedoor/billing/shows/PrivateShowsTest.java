package dev.stagedoor.billing.shows;

import static dev.stagedoor.billing.TestBilling.coins;
import static dev.stagedoor.billing.TestBilling.id;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.BillingConfig;
import dev.stagedoor.billing.FreshDatabase;
import dev.stagedoor.billing.Invariants;
import dev.stagedoor.billing.TestBilling;
import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.metering.CallKind;
import dev.stagedoor.billing.metering.EndReason;
import dev.stagedoor.billing.metering.Funding;
import dev.stagedoor.billing.metering.HoldOutcome;
import dev.stagedoor.billing.metering.MeterReading;
import dev.stagedoor.billing.metering.Metering;
import dev.stagedoor.billing.metering.Quote;
import dev.stagedoor.billing.metering.Rate;
import dev.stagedoor.billing.metering.Receipt;
import dev.stagedoor.billing.pricing.Increment;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Private shows with minimum minutes, those who look on, and sessions for one price. */
class PrivateShowsTest {
    @RegisterExtension
    static final FreshDatabase DATABASE = new FreshDatabase();

    private static final Rate EIGHT = new Rate(CallKind.VIDEO, coins(8), Increment.MINUTE);
    private static final long HALF_HOUR_MS = 1_800_000;

    private final UUID performer = id();
    private TestBilling test;
    private Metering metering;
    private PrivateShows shows;

    @BeforeEach
    void open() {
        test = new TestBilling(DATABASE.pool(), BillingConfig.defaults());
        metering = test.billing.metering();
        shows = test.billing.shows().privates();
    }

    @AfterEach
    void invariantsHold() {
        Invariants.check(DATABASE.owner());
    }

    @ParameterizedTest(name = "at least {0} minutes at 8: {1} ms cost {2} coins, {3} were held")
    @CsvSource({
        "5, 0,      0,  40",
        "5, 1,      40, 40",
        "5, 300000, 40, 40",
        "5, 300001, 48, 40",
        "1, 60001,  16, 8",
    })
    void shouldHoldAndChargeTheMinimumMinutes(int minutes, long ms, long charged, long held) {
        UUID viewer = test.viewerWith(100);
        Quote quote = shows.quote(viewer, performer, EIGHT, minutes);
        assertThat(quote.minimum()).isEqualTo(coins(held));
        UUID show = running(quote);
        metering.usage(show, ms);
        Receipt receipt = metering.end(show, ms, EndReason.HANG_UP);
        assertThat(receipt.charged()).isEqualTo(coins(charged));
        assertThat(receipt.earned()).isEqualTo(new Money(charged * 45, Asset.INR));
        assertThat(test.available(viewer)).isEqualTo(100_000 - charged * 1_000);
        assertThat(test.held(viewer)).isZero();
    }

    @Test
    void shouldRefuseAPrivateShowWithoutItsMinimum() {
        Quote quote = shows.quote(test.viewerWith(39), performer, EIGHT, 5);
        assertThat(metering.hold(id(), quote.quoteId()))
                .isEqualTo(new HoldOutcome.InsufficientFunds(coins(40), coins(39)));
    }

    @Test
    void shouldWarnAndCutOffAPrivateShowLikeACall() {
        UUID show = running(shows.quote(test.viewerWith(40), performer, EIGHT, 5));
        assertThat(metering.usage(show, 179_000).funding()).isEqualTo(Funding.FUNDED);
        assertThat(metering.usage(show, 180_000).funding()).isEqualTo(Funding.LOW);
        assertThat(metering.usage(show, 270_000).funding()).isEqualTo(Funding.FINAL);
        assertThat(metering.usage(show, 300_000).funding()).isEqualTo(Funding.EXHAUSTED);
        assertThat(metering.end(show, 310_000, EndReason.INSUFFICIENT_FUNDS).charged())
                .isEqualTo(coins(40));
    }

    @ParameterizedTest(name = "looking on for {0} ms costs {1} coins")
    @CsvSource({"0, 0", "10000, 0", "10001, 4", "70000, 4", "70001, 8"})
    void shouldGiveTenSecondsToWhoeverLooksOn(long ms, long charged) {
        UUID show = running(shows.quote(test.viewerWith(100), performer, EIGHT, 1));
        UUID viewer = test.viewerWith(50);
        UUID spy = running(shows.spy(viewer, performer, show, four()));
        MeterReading reading = metering.usage(spy, ms);
        assertThat(reading.charged()).isEqualTo(coins(charged));
        Receipt receipt = metering.end(spy, ms, EndReason.HANG_UP);
        assertThat(receipt.charged()).isEqualTo(coins(charged));
        assertThat(receipt.performerId()).isEqualTo(performer);
        assertThat(test.available(viewer)).isEqualTo(50_000 - charged * 1_000);
        metering.end(show, 0, EndReason.HANG_UP);
    }

    @Test
    void shouldGiveTheFreeSecondsOnceForEachShow() {
        UUID show = running(shows.quote(test.viewerWith(100), performer, EIGHT, 1));
        UUID viewer = test.viewerWith(50);
        Quote kept = shows.spy(viewer, performer, show, four());
        UUID first = running(shows.spy(viewer, performer, show, four()));
        metering.end(first, 9_000, EndReason.HANG_UP);
        assertThat(metering.hold(id(), kept.quoteId())).isEqualTo(new HoldOutcome.QuoteExpired());
        UUID second = running(shows.spy(viewer, performer, show, four()));
        assertThat(metering.usage(second, 1).charged()).isEqualTo(coins(4));
        metering.end(second, 1, EndReason.HANG_UP);
        metering.end(show, 0, EndReason.HANG_UP);
    }

    @Test
    void shouldEndWithTheShowThatIsLookedOnAt() {
        UUID show = running(shows.quote(test.viewerWith(100), performer, EIGHT, 1));
        UUID one = running(shows.spy(test.viewerWith(50), performer, show, four()));
        UUID two = running(shows.spy(test.viewerWith(50), performer, show, four()));
        metering.usage(one, 30_000);
        metering.end(show, 60_000, EndReason.HANG_UP);
        assertThat(requireNonNull(metering.receipt(one)).charged()).isEqualTo(coins(4));
        assertThat(requireNonNull(metering.receipt(one)).reason()).isEqualTo(EndReason.SHOW_OVER);
        assertThat(requireNonNull(metering.receipt(two)).charged()).isEqualTo(coins(0));
        Quote late = shows.spy(test.viewerWith(50), performer, show, four());
        assertThat(metering.hold(id(), late.quoteId())).isEqualTo(new HoldOutcome.ShowOver());
    }

    @Test
    void shouldNotLookOnAtACallNorAtAShowThatHasNotBegun() {
        UUID call = test.call(test.viewerWith(100), performer, 8, Increment.MINUTE);
        Quote onACall = shows.spy(test.viewerWith(50), performer, call, four());
        assertThat(metering.hold(id(), onACall.quoteId())).isEqualTo(new HoldOutcome.ShowOver());
        metering.end(call, 0, EndReason.HANG_UP);
        UUID held = id();
        metering.hold(
                held, shows.quote(test.viewerWith(100), performer, EIGHT, 1).quoteId());
        Quote early = shows.spy(test.viewerWith(50), performer, held, four());
        assertThat(metering.hold(id(), early.quoteId())).isEqualTo(new HoldOutcome.ShowOver());
        metering.end(held, 0, EndReason.CANCELLED);
    }

    @ParameterizedTest(name = "half an hour for 300 coins, free up to {0} ms: {1} ms delivered cost {2}")
    @CsvSource({
        "0,     0,       0",
        "0,     1,       300",
        "0,     1800000, 300",
        "0,     9000000, 300",
        "60000, 60000,   0",
        "60000, 60001,   300",
    })
    void shouldChargeOnePriceForTheSession(long freeBelowMs, long ms, long charged) {
        UUID viewer = test.viewerWith(400);
        Quote quote = shows.flat(viewer, performer, CallKind.VIDEO, coins(300), HALF_HOUR_MS, freeBelowMs);
        assertThat(quote.minimum()).isEqualTo(coins(300));
        UUID session = running(quote);
        assertThat(test.held(viewer)).isEqualTo(300_000);
        MeterReading reading = metering.usage(session, ms);
        assertThat(reading.charged()).isEqualTo(coins(charged));
        assertThat(reading.endAtMs()).isEqualTo(HALF_HOUR_MS);
        assertThat(requireNonNull(test.billing.sessions().session(session)).captured())
                .isEqualTo(coins(charged));
        Receipt receipt = metering.end(session, ms, EndReason.HANG_UP);
        assertThat(receipt.charged()).isEqualTo(coins(charged));
        assertThat(receipt.increment()).isEqualTo(Increment.SESSION);
        assertThat(test.available(viewer)).isEqualTo(400_000 - charged * 1_000);
    }

    @ParameterizedTest(name = "{0} for {1} ms before the node is lost: {2} thousandths")
    @CsvSource({
        // A third of the half hour, a private show that was less than its minimum, one that looked on.
        "FLAT,    600000, 100000",
        "PRIVATE, 120000, 16000",
        "PRIVATE, 59000,  0",
        "SPY,     70000,  4000",
    })
    void shouldChargeWhatWasDeliveredWhenTheNodeIsLost(String product, long ms, long charged) {
        UUID viewer = test.viewerWith(400);
        Quote quote = switch (product) {
            case "FLAT" -> shows.flat(viewer, performer, CallKind.VIDEO, coins(300), HALF_HOUR_MS, 0);
            case "PRIVATE" -> shows.quote(viewer, performer, EIGHT, 5);
            default -> {
                UUID show = running(shows.quote(test.viewerWith(100), performer, EIGHT, 1));
                yield shows.spy(viewer, performer, show, four());
            }
        };
        UUID session = running(quote);
        metering.usage(session, ms);
        test.billing.close();
        TestBilling heir = new TestBilling(
                DATABASE.pool(), BillingConfig.builder().exclusive(true).build());
        Receipt receipt = requireNonNull(heir.billing.metering().receipt(session));
        assertThat(receipt.charged()).isEqualTo(Money.coins(charged));
        assertThat(receipt.fault()).isTrue();
        assertThat(heir.available(viewer)).isEqualTo(400_000 - charged);
        // The performer is free again.
        UUID call = heir.hold(heir.viewerWith(100), performer, 8, Increment.MINUTE);
        heir.billing.metering().end(call, 0, EndReason.CANCELLED);
    }

    private static Rate four() {
        return new Rate(CallKind.VIDEO, coins(4), Increment.MINUTE);
    }

    private UUID running(Quote quote) {
        UUID session = id();
        assertThat(metering.hold(session, quote.quoteId())).isInstanceOf(HoldOutcome.Held.class);
        metering.started(session);
        return session;
    }
}
