package dev.stagedoor.billing.metering;

import static dev.stagedoor.billing.TestBilling.coins;
import static dev.stagedoor.billing.TestBilling.id;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stagedoor.billing.BillingConfig;
import dev.stagedoor.billing.FaultyDataSource;
import dev.stagedoor.billing.FaultyDataSource.Fault;
import dev.stagedoor.billing.FreshDatabase;
import dev.stagedoor.billing.Invariants;
import dev.stagedoor.billing.TestBilling;
import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.LedgerUnavailableException;
import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.pricing.Increment;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Audio becomes video on the way, at 5 and 8 coins a minute, and back. */
class MediumSwitchTest {
    @RegisterExtension
    static final FreshDatabase DATABASE = new FreshDatabase();

    private final UUID performer = id();
    private FaultyDataSource database;
    private TestBilling test;
    private Metering metering;

    @BeforeEach
    void open() {
        database = new FaultyDataSource(DATABASE.pool());
        test = new TestBilling(database, BillingConfig.defaults());
        metering = test.billing.metering();
    }

    @AfterEach
    void invariantsHold() {
        Invariants.check(DATABASE.owner());
    }

    /** Switches are given in seconds of delivered time; coins of the parts are thousandths. */
    @ParameterizedTest(name = "{0} first by the {1}, switched at {2}, ended after {3} s: {4}")
    @CsvSource({
        // The begun minute is paid; what is left of it costs the dearer rate from the switch on.
        "AUDIO, MINUTE, 30,         120, 5000 9500",
        "AUDIO, MINUTE, 60,         120, 5000 8000",
        "AUDIO, MINUTE, 30,         60,  5000 1500",
        // Cheaper from the switch on, and nothing is given back: the begun minute is used up first.
        "VIDEO, MINUTE, 30,         40,  8000 0",
        "VIDEO, MINUTE, 30,         120, 8000 3500",
        // Back and forth rounds up once, at the end.
        "AUDIO, MINUTE, 10 20 30 40, 50, 5000 2500 0 0 0",
        "AUDIO, SECOND, 30,         90,  2500 8000",
        "VIDEO, SECOND, 90 100,     105, 12000 834 666",
    })
    void shouldChargeEachSecondAtTheRateItWasDeliveredAt(
            CallKind first, Increment increment, String switches, long seconds, String parts) {
        UUID call = call(first, increment, 200);
        CallKind kind = first;
        for (String at : switches.split(" ", -1)) {
            kind = kind.other();
            assertThat(metering.switchTo(call, kind, Long.parseLong(at) * 1_000))
                    .isInstanceOf(SwitchOutcome.Switched.class);
        }
        Receipt receipt = metering.end(call, seconds * 1_000, EndReason.HANG_UP);
        List<Long> counted = receipt.parts().stream()
                .map(part -> part.charged().amountMinor())
                .toList();
        assertThat(counted)
                .containsExactlyElementsOf(
                        Stream.of(parts.split(" ", -1)).map(Long::valueOf).toList());
        assertThat(counted.stream().mapToLong(Long::longValue).sum())
                .isEqualTo(receipt.charged().amountMinor());
        assertThat(receipt.parts().stream().mapToLong(Receipt.Part::deliveredMs).sum())
                .isEqualTo(receipt.deliveredMs());
    }

    @Test
    void shouldNameMediumAndRateOfEachPart() {
        UUID call = call(CallKind.AUDIO, Increment.MINUTE, 200);
        metering.switchTo(call, CallKind.VIDEO, 60_000);
        Receipt receipt = metering.end(call, 90_000, EndReason.HANG_UP);
        assertThat(receipt.parts())
                .containsExactly(
                        new Receipt.Part(CallKind.AUDIO, coins(5), 60_000, coins(5)),
                        new Receipt.Part(CallKind.VIDEO, coins(8), 30_000, coins(8)));
        assertThat(receipt.earned()).isEqualTo(new Money(585, Asset.INR));
    }

    @Test
    void shouldChangeNothingForTheSameWishAgain() {
        UUID call = call(CallKind.AUDIO, Increment.MINUTE, 200);
        SwitchOutcome first = metering.switchTo(call, CallKind.VIDEO, 30_000);
        assertThat(metering.switchTo(call, CallKind.VIDEO, 30_000)).isEqualTo(first);
        assertThat(metering.switchTo(call, CallKind.VIDEO, 10_000)).isEqualTo(first);
        assertThat(metering.end(call, 30_000, EndReason.HANG_UP).parts()).hasSize(2);
    }

    @Test
    void shouldRefuseADearerMediumThatIsNotPaidForAndAllowACheaperOne() {
        // 15 coins are all held. 119 s at 5 and 61 s at 8 coins a minute come to 18.05.
        UUID poor = call(CallKind.AUDIO, Increment.MINUTE, 15);
        metering.usage(poor, 119_000);
        assertThat(metering.switchTo(poor, CallKind.VIDEO, 119_000))
                .isEqualTo(new SwitchOutcome.InsufficientFunds(Money.coins(3_050), coins(0)));
        assertThat(metering.usage(poor, 120_000).charged()).isEqualTo(coins(10));
        metering.end(poor, 120_000, EndReason.HANG_UP);

        UUID other = call(CallKind.VIDEO, Increment.MINUTE, 24);
        assertThat(metering.switchTo(other, CallKind.AUDIO, 179_000)).isInstanceOf(SwitchOutcome.Switched.class);
        MeterReading reading = metering.usage(other, 200_000);
        assertThat(reading.endAtMs()).isEqualTo(180_000);
        metering.end(other, 200_000, EndReason.INSUFFICIENT_FUNDS);
    }

    @Test
    void shouldRefuseWhatWasNotOfferedOrDoesNotRun() {
        UUID plain = test.call(test.viewerWith(100), performer, 8, Increment.MINUTE);
        assertThat(metering.switchTo(plain, CallKind.AUDIO, 1_000)).isInstanceOf(SwitchOutcome.NotPossible.class);
        metering.end(plain, 1_000, EndReason.HANG_UP);
        assertThat(metering.switchTo(plain, CallKind.AUDIO, 1_000)).isInstanceOf(SwitchOutcome.NotPossible.class);
        assertThat(metering.switchTo(id(), CallKind.AUDIO, 1_000)).isInstanceOf(SwitchOutcome.NotPossible.class);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"BEFORE_COMMIT", "AFTER_COMMIT"})
    void shouldSwitchOnceWhateverBecameOfTheCommit(Fault fault) {
        UUID call = call(CallKind.AUDIO, Increment.MINUTE, 200);
        metering.usage(call, 30_000);
        database.breakAt(fault);
        assertThatThrownBy(() -> metering.switchTo(call, CallKind.VIDEO, 30_000))
                .isInstanceOf(LedgerUnavailableException.class);
        assertThat(metering.switchTo(call, CallKind.VIDEO, 30_000)).isInstanceOf(SwitchOutcome.Switched.class);
        Receipt receipt = metering.end(call, 120_000, EndReason.HANG_UP);
        assertThat(receipt.parts()).hasSize(2);
        assertThat(receipt.charged()).isEqualTo(Money.coins(14_500));
    }

    /** Whoever is not told whether it was done hears of neither medium before the row was read again. */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"BEFORE_COMMIT, AUDIO, 10000", "AFTER_COMMIT, VIDEO, 14500"})
    void shouldSayWhatIsCarriedOnlyWhenItIsCertain(Fault fault, CallKind carried, long chargedMinor) {
        UUID call = call(CallKind.AUDIO, Increment.MINUTE, 200);
        metering.usage(call, 30_000);
        database.breakAt(fault);
        assertThatThrownBy(() -> metering.switchTo(call, CallKind.VIDEO, 30_000))
                .isInstanceOf(LedgerUnavailableException.class);
        database.breakAt(Fault.UNREACHABLE);
        assertThat(metering.usage(call, 31_000).kind()).isNull();
        database.breakAt(Fault.NONE);
        test.pass(2_000);
        assertThat(metering.usage(call, 32_000).kind()).isEqualTo(carried);
        assertThat(metering.end(call, 120_000, EndReason.HANG_UP).charged()).isEqualTo(Money.coins(chargedMinor));
    }

    @Test
    void shouldCountBothPartsWhenTheNodeIsLost() {
        UUID call = call(CallKind.AUDIO, Increment.MINUTE, 200);
        metering.switchTo(call, CallKind.VIDEO, 90_000);
        metering.usage(call, 150_250);
        test.billing.runMaintenance();
        TestBilling heir = new TestBilling(
                DATABASE.pool(), BillingConfig.builder().exclusive(true).build());
        Receipt receipt = requireNonNull(heir.billing.metering().receipt(call));
        // 90 s at 5 and 60 s at 8 coins a minute.
        assertThat(receipt.charged()).isEqualTo(Money.coins(7_500 + 8_000));
        assertThat(receipt.parts().stream().map(Receipt.Part::charged).toList())
                .containsExactly(coins(10), Money.coins(5_500));
        assertThat(receipt.fault()).isTrue();
    }

    /** What is held lasts for less of the dearer medium, which nobody here knows to be carried. */
    @Test
    void shouldChargeWhatIsHeldWhenTheNodeIsLostBeforeItKnowsOfTheSwitch() {
        UUID call = call(CallKind.AUDIO, Increment.MINUTE, 15);
        metering.usage(call, 30_000);
        database.breakAt(Fault.AFTER_COMMIT);
        assertThatThrownBy(() -> metering.switchTo(call, CallKind.VIDEO, 30_000))
                .isInstanceOf(LedgerUnavailableException.class);
        database.breakAt(Fault.UNREACHABLE);
        metering.usage(call, 180_000);
        database.breakAt(Fault.NONE);
        test.billing.runMaintenance();

        TestBilling heir = new TestBilling(
                DATABASE.pool(), BillingConfig.builder().exclusive(true).build());
        Receipt receipt = requireNonNull(heir.billing.metering().receipt(call));
        // 15 coins: 30 s at 5 and 90 s at 8 coins a minute.
        assertThat(receipt.charged()).isEqualTo(Money.coins(2_500 + 12_000));
        assertThat(receipt.deliveredMs()).isEqualTo(120_000);
    }

    private UUID call(CallKind first, Increment increment, long balance) {
        Money rate = coins(first == CallKind.AUDIO ? 5 : 8);
        Money other = coins(first == CallKind.AUDIO ? 8 : 5);
        UUID call = id();
        Quote quote = metering.quote(test.viewerWith(balance), performer, new Rate(first, rate, other, increment));
        assertThat(metering.hold(call, quote.quoteId())).isInstanceOf(HoldOutcome.Held.class);
        metering.started(call);
        return call;
    }
}
