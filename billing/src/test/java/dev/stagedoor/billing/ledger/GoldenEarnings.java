package dev.stagedoor.billing.ledger;

import static dev.stagedoor.billing.ledger.GoldenRow.row;

import dev.stagedoor.billing.referrals.Commission;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** The golden table's rows of escrow, earnings and payouts. */
final class GoldenEarnings {
    private static final UUID VIEWER = new UUID(0, 1);
    private static final UUID PERFORMER_ID = new UUID(0, 2);
    private static final UUID AGENCY_ID = new UUID(0, 3);
    private static final UUID EVENT = new UUID(0, 4);
    private static final UUID REFERRER = new UUID(0, 5);
    private static final Earner PERFORMER = Earner.performer(PERFORMER_ID, Asset.INR);
    private static final Earner AGENCY = Earner.agency(AGENCY_ID, Asset.INR);

    private GoldenEarnings() {}

    static Stream<Arguments> escrow() {
        return Stream.of(
                row(
                        "TICKET BUY of 200 coins",
                        EscrowLines.buy(VIEWER, EVENT, 200_000),
                        "V1 available COIN -200000",
                        "E1 event     COIN  200000"),
                row(
                        "TICKET DONE of 200 coins",
                        EscrowLines.done(
                                EVENT, Payees.independent(PERFORMER_ID, Asset.INR), 200_000, new Share(9_000, 0)),
                        "E1 event          COIN -200000",
                        "P2 coins_redeemed COIN  200000",
                        "P6 creator_share  INR    -9000",
                        "C1 pending        INR     9000"),
                row(
                        "TICKET DONE of 350 coins with an agency, the odd half paisa floored",
                        EscrowLines.done(
                                EVENT,
                                new Payees(PERFORMER_ID, AGENCY_ID, Asset.INR),
                                350_000,
                                new SplitTerms(Asset.INR, 100, 4_500, new AgencyShare(AGENCY_ID, 2_500))
                                        .shareOf(350_000)),
                        "E1 event          COIN -350000",
                        "P2 coins_redeemed COIN  350000",
                        "P6 creator_share  INR   -15750",
                        "C1 pending        INR    11813",
                        "A1 pending        INR     3937"),
                row(
                        "TICKET CANCEL of 200 coins",
                        EscrowLines.cancel(VIEWER, EVENT, 200_000),
                        "E1 event     COIN -200000",
                        "V1 available COIN  200000"));
    }

    static Stream<Arguments> earnings() {
        return Stream.of(
                row(
                        "RECOGNISE 53.00 used, 4.50 of the share for promotional coins",
                        EarningLines.recognise(Asset.INR, 5_300, 450),
                        "P4 deferred_revenue   INR -5300",
                        "P5 revenue_commission INR  5300",
                        "P6 creator_share      INR   450",
                        "P6 promo_subsidy      INR  -450"),
                row(
                        "RECOGNISE less than before, after coins were given back",
                        EarningLines.recognise(Asset.INR, -706, 0),
                        "P4 deferred_revenue   INR  706",
                        "P5 revenue_commission INR -706"),
                row(
                        "MATURE 57.60",
                        EarningLines.mature(PERFORMER, 5_760),
                        "C1 pending   INR -5760",
                        "C2 available INR  5760"),
                row(
                        "MATURE 14.40 of an agency",
                        EarningLines.mature(AGENCY, 1_440),
                        "A1 pending   INR -1440",
                        "A2 available INR  1440"),
                row(
                        "MATURE 9.90 of a referrer",
                        EarningLines.matureReferral(Earner.performer(REFERRER, Asset.INR), 990),
                        "R1 pending   INR -990",
                        "C2 available INR  990"),
                row(
                        "WITHHOLD 10 % of 55,000.00 at the credit that crosses 50,000.00",
                        EarningLines.withhold(PERFORMER, 550_000, "393(1)-6(iii)"),
                        "C2 available                 INR -550000",
                        "P7 tds_payable:393(1)-6(iii) INR  550000"),
                row(
                        "FREEZE 500.00",
                        EarningLines.freeze(PERFORMER, 50_000),
                        "C2 available INR -50000",
                        "C5 frozen    INR  50000"),
                row(
                        "UNFREEZE 500.00",
                        EarningLines.unfreeze(PERFORMER, 50_000),
                        "C5 frozen    INR -50000",
                        "C2 available INR  50000"),
                row(
                        "RESERVE 10 % of 576.00",
                        EarningLines.reserve(PERFORMER, 5_760), "C2 available INR -5760", "C3 reserve   INR  5760"),
                row(
                        "UNRESERVE 57.60",
                        EarningLines.unreserve(PERFORMER, 5_760),
                        "C3 reserve   INR -5760",
                        "C2 available INR  5760"));
    }

    static Stream<Arguments> referrals() {
        return Stream.of(
                row(
                        "REFERRAL commission of 9.90",
                        EarningLines.referral(REFERRER, Asset.INR, 990),
                        "P6 promo_subsidy INR -990",
                        "R1 pending       INR  990"),
                row(
                        "REFERRAL 5 % of 83.90, what 99.00 are without tax",
                        EarningLines.referral(REFERRER, Asset.INR, new Commission(500, 8_390, 9_900).owedAfter(0)),
                        "P6 promo_subsidy INR -419",
                        "R1 pending       INR  419"),
                row(
                        "REFERRAL of it taken back after a refund of 85.48: 0.57 of 14.52 stay",
                        EarningLines.referral(
                                REFERRER,
                                Asset.INR,
                                new Commission(500, 8_390, 9_900).owedAfter(8_548)
                                        - new Commission(500, 8_390, 9_900).owedAfter(0)),
                        "P6 promo_subsidy INR  362",
                        "R1 pending       INR -362"));
    }

    static Stream<Arguments> payouts() {
        return Stream.of(
                row(
                        "PAYOUT REQUEST of 5,000.00, 300.00 withheld (28,000 before, threshold 30,000, 10 % of the excess)",
                        PayoutLines.request(PERFORMER, 500_000, 30_000, "IN-30K"),
                        "C2 available          INR -500000",
                        "C4 payout_in_transit  INR  470000",
                        "P7 tds_payable:IN-30K INR   30000"),
                row(
                        "PAYOUT REQUEST of 500.00, nothing withheld",
                        PayoutLines.request(PERFORMER, 50_000, 0, "IN-30K"),
                        "C2 available         INR -50000",
                        "C4 payout_in_transit INR  50000"),
                row(
                        "PAYOUT REQUEST of an agency",
                        PayoutLines.request(AGENCY, 50_000, 0, ""),
                        "A2 available         INR -50000",
                        "C4 payout_in_transit INR  50000"),
                row(
                        "PAYOUT SENT of 4,700.00",
                        PayoutLines.sent(PERFORMER, "sandbox", 470_000),
                        "C4 payout_in_transit       INR -470000",
                        "X2 payout_clearing:sandbox INR  470000"),
                row(
                        "PAYOUT CONFIRMED of 4,700.00",
                        PayoutLines.confirmed("sandbox", Asset.INR, 470_000),
                        "X2 payout_clearing:sandbox INR -470000",
                        "X3 operating               INR  470000"),
                row(
                        "PAYOUT FAILED before it was sent, with the tax",
                        PayoutLines.failedBeforeSending(PERFORMER, 500_000, 30_000, "IN-30K"),
                        "C4 payout_in_transit  INR -470000",
                        "P7 tds_payable:IN-30K INR  -30000",
                        "C2 available          INR  500000"),
                row(
                        "PAYOUT FAILED at the provider, with the tax",
                        PayoutLines.failedAfterSending(PERFORMER, "sandbox", 500_000, 30_000, "IN-30K"),
                        "X2 payout_clearing:sandbox INR -470000",
                        "P7 tds_payable:IN-30K      INR  -30000",
                        "C2 available               INR  500000"),
                row(
                        "PAYOUT FAILED after it had arrived, with the tax",
                        PayoutLines.returned(PERFORMER, 500_000, 30_000, "IN-30K"),
                        "X3 operating          INR -470000",
                        "P7 tds_payable:IN-30K INR  -30000",
                        "C2 available          INR  500000"));
    }
}
