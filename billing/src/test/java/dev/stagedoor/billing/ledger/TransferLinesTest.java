package dev.stagedoor.billing.ledger;

import static dev.stagedoor.billing.ledger.GoldenRow.row;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The catalogue of transfers as an accountant would write it down: account, amount, and a sum of zero per asset. */
class TransferLinesTest {
    private static final UUID VIEWER = new UUID(0, 1);
    private static final UUID PERFORMER = new UUID(0, 2);
    private static final UUID AGENCY = new UUID(0, 3);
    private static final Payees ALONE = Payees.independent(PERFORMER, Asset.INR);
    private static final Payees MANAGED = new Payees(PERFORMER, AGENCY, Asset.INR);

    static Stream<Arguments> catalogue() {
        return Stream.of(
                        coinsComeAndWait(),
                        coinsAreUsed(),
                        GoldenEarnings.escrow(),
                        GoldenSubscriptions.months(),
                        GoldenEarnings.earnings(),
                        GoldenEarnings.referrals(),
                        GoldenEarnings.payouts(),
                        GoldenTakeBacks.unusedCoins(),
                        GoldenTakeBacks.usedCoins(),
                        GoldenTakeBacks.corrections(),
                        GoldenSettlements.settlements())
                .flatMap(rows -> rows);
    }

    private static Stream<Arguments> coinsComeAndWait() {
        return Stream.of(
                row(
                        "PURCHASE of 95 + 15 coins for 99.00, 15.10 of it tax",
                        TransferLines.purchase(VIEWER, "sandbox", new Sale(Asset.INR, 9_900, 1_510, 95_000, 15_000)),
                        "P1 coins_issued_paid  COIN  -95000",
                        "P1 coins_issued_bonus COIN  -15000",
                        "V1 available          COIN  110000",
                        "X1 receivable:sandbox INR    -9900",
                        "P4 deferred_revenue   INR     8390",
                        "P7 gst_output         INR     1510"),
                row(
                        "PURCHASE without bonus and tax",
                        TransferLines.purchase(VIEWER, "sandbox", new Sale(Asset.USD, 999, 0, 900_000, 0)),
                        "P1 coins_issued_paid COIN -900000",
                        "V1 available         COIN  900000",
                        "X1 receivable:sandbox USD    -999",
                        "P4 deferred_revenue  USD      999"),
                row(
                        "PROMO of 30 coins",
                        TransferLines.promo(VIEWER, 30_000),
                        "P1 coins_issued_promo COIN -30000",
                        "V1 available          COIN  30000"),
                row(
                        "HOLD or EXTEND of 24 coins",
                        TransferLines.hold(VIEWER, 24_000),
                        "V1 available COIN -24000",
                        "V2 held      COIN  24000"),
                row(
                        "RELEASE of 16 coins",
                        TransferLines.release(VIEWER, 16_000),
                        "V2 held      COIN -16000",
                        "V1 available COIN  16000"));
    }

    private static Stream<Arguments> coinsAreUsed() {
        return Stream.of(
                row(
                        "CAPTURE of 8 coins",
                        TransferLines.capture(VIEWER, ALONE, 8_000, new Share(360, 0)),
                        "V2 held           COIN -8000",
                        "P2 coins_redeemed COIN  8000",
                        "P6 creator_share  INR   -360",
                        "C1 pending        INR    360"),
                row(
                        "CAPTURE of 128 coins with an agency",
                        TransferLines.capture(VIEWER, MANAGED, 128_000, new Share(4_320, 1_440)),
                        "V2 held           COIN -128000",
                        "P2 coins_redeemed COIN  128000",
                        "P6 creator_share  INR    -5760",
                        "C1 pending        INR     4320",
                        "A1 pending        INR     1440"),
                row(
                        "CAPTURE too small for a share",
                        TransferLines.capture(VIEWER, ALONE, 10, Share.NONE),
                        "V2 held           COIN -10",
                        "P2 coins_redeemed COIN  10"),
                row(
                        "TIP of 50 coins",
                        TransferLines.tip(VIEWER, ALONE, 50_000, new Share(2_250, 0)),
                        "V1 available      COIN -50000",
                        "P2 coins_redeemed COIN  50000",
                        "P6 creator_share  INR   -2250",
                        "C1 pending        INR    2250"),
                row(
                        "TIP or GIFT of 50 coins with an agency, the odd half paisa the performer's",
                        TransferLines.tip(VIEWER, MANAGED, 50_000, new Share(1_688, 562)),
                        "V1 available      COIN -50000",
                        "P2 coins_redeemed COIN  50000",
                        "P6 creator_share  INR   -2250",
                        "C1 pending        INR    1688",
                        "A1 pending        INR     562"),
                row(
                        "CALL REFUND of 8 coins with an agency",
                        TransferLines.callRefund(VIEWER, MANAGED, 8_000, new Share(270, 90)),
                        "P2 coins_redeemed COIN -8000",
                        "V1 available      COIN  8000",
                        "P6 creator_share  INR    360",
                        "C1 pending        INR   -270",
                        "A1 pending        INR    -90"),
                row(
                        "CALL REFUND of 8 coins",
                        TransferLines.callRefund(VIEWER, ALONE, 8_000, new Share(360, 0)),
                        "P2 coins_redeemed COIN -8000",
                        "V1 available      COIN  8000",
                        "P6 creator_share  INR    360",
                        "C1 pending        INR   -360"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("catalogue")
    void shouldWriteTheseLines(String name, List<Line> lines, List<String> expected) {
        assertThat(lines.stream().map(GoldenRow::text)).containsExactlyElementsOf(GoldenRow.compact(expected));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("catalogue")
    void shouldSumToZeroInEveryAsset(String name, List<Line> lines, List<String> expected) {
        Map<Asset, Long> sums = new EnumMap<>(Asset.class);
        lines.forEach(line -> sums.merge(line.account().asset(), line.amountMinor(), Math::addExact));
        assertThat(sums.values()).as(name).containsOnly(0L);
        assertThat(lines).hasSizeGreaterThanOrEqualTo(2);
        assertThat(expected).hasSameSizeAs(lines);
    }
}
