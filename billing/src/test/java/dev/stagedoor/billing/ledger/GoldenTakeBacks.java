package dev.stagedoor.billing.ledger;

import static dev.stagedoor.billing.ledger.GoldenRow.row;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** The golden table's rows of refunds, chargebacks, expiry and corrections. */
final class GoldenTakeBacks {
    private static final UUID VIEWER = new UUID(0, 1);
    private static final Earner PERFORMER = Earner.performer(new UUID(0, 2), Asset.INR);
    private static final Earner AGENCY = Earner.agency(new UUID(0, 3), Asset.INR);

    private GoldenTakeBacks() {}

    static Stream<Arguments> unusedCoins() {
        return Stream.of(
                row(
                        "REFUND of an unused package of 99.00",
                        TakeBackLines.refund(
                                VIEWER, "sandbox", new Unwinding(Asset.INR, 95_000, 15_000, 8_390, 9_900, 1_510)),
                        "V1 available          COIN -110000",
                        "P1 coins_issued_paid  COIN   95000",
                        "P1 coins_issued_bonus COIN   15000",
                        "X1 receivable:sandbox INR     9900",
                        "P4 deferred_revenue   INR    -8390",
                        "P7 gst_output         INR    -1510"),
                row(
                        "REFUND of the 95 paid coins when the 15 of the bonus are used: 95/110 of the price",
                        TakeBackLines.refund(
                                VIEWER, "sandbox", new Unwinding(Asset.INR, 95_000, 0, 8_390, 8_548, 1_303)),
                        "V1 available          COIN -95000",
                        "P1 coins_issued_paid  COIN  95000",
                        "X1 receivable:sandbox INR    8548",
                        "P4 deferred_revenue   INR   -8390",
                        "P7 gst_output         INR   -1303",
                        "P5 revenue_commission INR    1145"),
                row(
                        "EXPIRE of 15 bonus coins, for which nothing was received",
                        TakeBackLines.expire(VIEWER, 15_000, new Money(0, Asset.INR)),
                        "V1 available     COIN -15000",
                        "P3 coins_expired COIN  15000"),
                row(
                        "EXPIRE of the last 45 of 95 paid coins",
                        TakeBackLines.expire(VIEWER, 45_000, new Money(3_975, Asset.INR)),
                        "V1 available        COIN -45000",
                        "P3 coins_expired    COIN  45000",
                        "P4 deferred_revenue INR   -3975",
                        "P5 revenue_breakage INR    3975"));
    }

    static Stream<Arguments> usedCoins() {
        return Stream.of(
                row(
                        "CALL REFUND of 128 coins that the house bears",
                        TakeBackLines.callRefund(VIEWER, 128_000, List.of(), Asset.INR),
                        "P2 coins_redeemed COIN -128000",
                        "V1 available      COIN  128000"),
                row(
                        "CALL REFUND of 128 coins that performer and agency bear, a part of it matured",
                        TakeBackLines.callRefund(
                                VIEWER,
                                128_000,
                                List.of(new Clawback(PERFORMER, 4_000, 320), new Clawback(AGENCY, 1_440, 0)),
                                Asset.INR),
                        "P2 coins_redeemed COIN -128000",
                        "V1 available      COIN  128000",
                        "C1 pending        INR    -4000",
                        "C2 available      INR     -320",
                        "A1 pending        INR    -1440",
                        "P6 creator_share  INR     5760"),
                row(
                        "CHARGEBACK of an unused package of 99.00",
                        TakeBackLines.chargeback(
                                VIEWER,
                                "sandbox",
                                new Unwinding(Asset.INR, 95_000, 15_000, 8_390, 9_900, 1_510),
                                9_900,
                                List.of(),
                                0),
                        "V1 available          COIN -110000",
                        "P1 coins_issued_paid  COIN   95000",
                        "P1 coins_issued_bonus COIN   15000",
                        "X1 receivable:sandbox INR     9900",
                        "P4 deferred_revenue   INR    -8390",
                        "P7 gst_output         INR    -1510"),
                row(
                        "CHARGEBACK of 99.00 when 45 paid coins are left: C1, then C2, then debt, then loss",
                        TakeBackLines.chargeback(
                                VIEWER,
                                "sandbox",
                                new Unwinding(Asset.INR, 45_000, 0, 3_975, 4_690, 715),
                                9_900,
                                List.of(new Clawback(PERFORMER, 2_000, 925)),
                                1_383),
                        "V1 available          COIN -45000",
                        "P1 coins_issued_paid  COIN  45000",
                        "X1 receivable:sandbox INR    9900",
                        "P4 deferred_revenue   INR   -3975",
                        "P7 gst_output         INR    -715",
                        "C1 pending            INR   -2000",
                        "C2 available          INR    -925",
                        "V3 debt               INR   -1383",
                        "P6 chargeback_loss    INR    -902"),
                row(
                        "CHARGEBACK fee of 500.00",
                        TakeBackLines.chargebackFee("sandbox", Asset.INR, 50_000),
                        "P6 psp_fees           INR -50000",
                        "X1 receivable:sandbox INR  50000"));
    }

    static Stream<Arguments> corrections() {
        return Stream.of(
                row(
                        "ADJUST a provider's fee that was booked too high",
                        TakeBackLines.adjust(List.of(
                                new Line(AccountRef.house(AccountKind.PSP_FEES, Asset.INR), 250),
                                new Line(
                                        new AccountRef(AccountKind.PSP_RECEIVABLE, null, "sandbox", Asset.INR), -250))),
                        "P6 psp_fees           INR  250",
                        "X1 receivable:sandbox INR -250"),
                row(
                        "a HOLD reversed",
                        TakeBackLines.reverse(TransferLines.hold(VIEWER, 24_000)),
                        "V1 available COIN  24000",
                        "V2 held      COIN -24000"));
    }
}
