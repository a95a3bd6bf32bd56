package dev.stagedoor.billing.settlements;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.settlements.Settlement.Kind;
import dev.stagedoor.billing.settlements.Settlement.Line;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files as providers write them, and as they should not be. */
class ReportReaderTest {
    private static final String STRIPE = """
            automatic_payout_id,automatic_payout_effective_at,balance_transaction_id,created,currency,gross,fee,net,reporting_category,payment_intent_id,description
            po_1,2026-03-10 00:00:00,txn_1,2026-03-05 10:00:00,inr,99.00,2.97,96.03,charge,pi_1,"coins, 95"
            po_1,2026-03-10 00:00:00,txn_2,2026-03-05 11:00:00,inr,-49.00,0.00,-49.00,refund,pi_2,
            po_1,2026-03-10 00:00:00,txn_3,2026-03-05 12:00:00,inr,-99.00,15.00,-114.00,dispute,pi_3,
            po_1,2026-03-10 00:00:00,txn_4,2026-03-05 12:00:00,inr,99.00,-15.00,114.00,dispute_reversal,pi_3,
            po_1,2026-03-10 00:00:00,txn_5,2026-03-05 12:00:00,inr,-7.50,0.00,-7.50,fee,,Radar
            po_1,2026-03-10 00:00:00,txn_6,2026-03-05 12:00:00,inr,1.00,0.00,1.00,other_adjustment,,
            po_1,2026-03-10 00:00:00,txn_7,2026-03-10 00:00:00,inr,-40.53,0.00,-40.53,payout,,
            ,,txn_8,2026-03-09 12:00:00,inr,99.00,2.97,96.03,charge,pi_8,
            """;

    private static final String RAZORPAY = """
            entity_id,type,debit,credit,amount,currency,fee,tax,on_hold,settled,created_at,settled_at,settlement_id,payment_id,dispute_id
            pay_1,payment,0,97.10,100.00,INR,2.90,0.44,0,1,05/03/2026 10:00:00,10/03/2026 12:00:00,setl_1,,
            rfnd_1,refund,49.00,0,49.00,INR,0,0,0,1,05/03/2026 10:00:00,10/03/2026 12:00:00,setl_1,pay_2,
            adj_1,adjustment,99.00,0,99.00,INR,0,0,0,1,05/03/2026 10:00:00,10/03/2026 12:00:00,setl_1,pay_3,disp_1
            adj_2,adjustment,0,10.12,10.12,INR,0,0,0,1,05/03/2026 10:00:00,10/03/2026 12:00:00,setl_1,,
            trf_1,transfer,100.96,0,100.00,INR,0.96,0.15,0,1,05/03/2026 10:00:00,10/03/2026 12:00:00,setl_1,pay_4,
            """;

    private static final String PLAIN = "settlement,day,currency,line,kind,payment,gross,fee\n";

    @Test
    void shouldReadStripesItemizedPayout() {
        assertThat(ReportReader.read("stripe", "\uFEFF" + STRIPE))
                .isEqualTo(new ReportReading.Read(
                        List.of(new Settlement(
                                "po_1",
                                LocalDate.of(2026, 3, 10),
                                Asset.INR,
                                List.of(
                                        new Line("txn_1", Kind.PAYMENT, "pi_1", 9_900, 297),
                                        new Line("txn_2", Kind.REFUND, "pi_2", -4_900, 0),
                                        new Line("txn_3", Kind.CHARGEBACK, "pi_3", -9_900, 1_500),
                                        new Line("txn_4", Kind.CHARGEBACK_REVERSED, "pi_3", 9_900, -1_500),
                                        new Line("txn_5", Kind.FEE, "", 0, 750),
                                        new Line("txn_6", Kind.OTHER, "", 100, 0)))),
                        1));
    }

    @Test
    void shouldReadRazorpaysReconciliationWhoeverCountsTheTaxIntoTheFee() {
        assertThat(ReportReader.read("razorpay", RAZORPAY))
                .isEqualTo(new ReportReading.Read(
                        List.of(new Settlement(
                                "setl_1",
                                LocalDate.of(2026, 3, 10),
                                Asset.INR,
                                List.of(
                                        new Line("pay_1", Kind.PAYMENT, "pay_1", 10_000, 290),
                                        new Line("rfnd_1", Kind.REFUND, "pay_2", -4_900, 0),
                                        new Line("adj_1", Kind.CHARGEBACK, "pay_3", -9_900, 0),
                                        new Line("adj_2", Kind.OTHER, "", 1_012, 0),
                                        new Line("trf_1", Kind.OTHER, "pay_4", -10_096, 0)))),
                        0));
    }

    @Test
    void shouldReadColumnsOfOurOwnInAnyOrderAndCase() {
        assertThat(ReportReader.read("ccbill", """
                Fee,Line,Settlement,Day,Currency,Kind,Payment,Gross
                0.30,l1,s1,2026-03-31,USD,payment,p1,9.99
                0,l2,s2,2026-03-31,JPY,refund,p2,-120
                """))
                .isEqualTo(new ReportReading.Read(
                        List.of(
                                new Settlement(
                                        "s1",
                                        LocalDate.of(2026, 3, 31),
                                        Asset.USD,
                                        List.of(new Line("l1", Kind.PAYMENT, "p1", 999, 30))),
                                new Settlement(
                                        "s2",
                                        LocalDate.of(2026, 3, 31),
                                        Asset.JPY,
                                        List.of(new Line("l2", Kind.REFUND, "p2", -120, 0)))),
                        0));
    }

    static Stream<Arguments> bad() {
        return Stream.of(
                Arguments.of("ccbill", "", "there is no row in it"),
                Arguments.of("ccbill", PLAIN, "there is no row in it"),
                Arguments.of(
                        "stripe", STRIPE.replace(",payment_intent_id", ",x"), "columns are missing: payment_intent_id"),
                Arguments.of("razorpay", RAZORPAY.replace(",settled_at", ",x"), "columns are missing: settled_at"),
                Arguments.of("ccbill", "a,a\n1,2\n", "a column is there twice"),
                Arguments.of(
                        "ccbill",
                        PLAIN + "s,2026-03-31,INR,l,PAYMENT,p,\"1,50\",0\n",
                        "line 2: gross is 1,50, not a number"),
                Arguments.of("ccbill", PLAIN + "s,2026-03-31,INR,l,PAYMENT,p,1.505,0\n", "1.505 is no amount of INR"),
                Arguments.of(
                        "ccbill",
                        PLAIN + "s,2026-03-31,INR,l,PAYMENT,p,99999999999999999999,0\n",
                        "line 2: 99999999999999999999 is no amount of INR"),
                Arguments.of(
                        "ccbill", PLAIN + "s,2026-03-31,EUR,l,PAYMENT,p,1,0\n", "line 2: nothing is sold here for EUR"),
                Arguments.of(
                        "ccbill",
                        PLAIN + "s,2026-03-31,COIN,l,PAYMENT,p,1,0\n",
                        "line 2: nothing is sold here for COIN"),
                Arguments.of("ccbill", PLAIN + "s,31.3.2026,INR,l,PAYMENT,p,1,0\n", "line 2: the day is '31.3.2026'"),
                Arguments.of("ccbill", PLAIN + "s,2026-03-31,INR,l,GIFT,p,1,0\n", "line 2: kind is GIFT"),
                Arguments.of("ccbill", PLAIN + "s,2026-03-31,INR,,PAYMENT,p,1,0\n", "line 2: line is empty"),
                Arguments.of(
                        "ccbill",
                        PLAIN + "s,2026-03-31,INR,l,PAYMENT,p,1,0\ns,2026-03-31,INR,l,PAYMENT,p,1,0\n",
                        "line 3: l is there twice"),
                Arguments.of(
                        "ccbill",
                        PLAIN + "s,2026-03-31,INR,l,PAYMENT,p,1,0\ns,2026-03-31,USD,m,PAYMENT,p,1,0\n",
                        "line 3: settlement s is in INR and in USD"),
                Arguments.of(
                        "ccbill",
                        PLAIN + "s,2026-03-31,INR,l,PAYMENT,p,1,0\ns,2026-04-01,INR,m,PAYMENT,p,1,0\n",
                        "line 3: settlement s is of 2026-03-31 and of 2026-04-01"),
                Arguments.of("razorpay", STRIPE, "it is not razorpay's own file: columns are missing"),
                Arguments.of("stripe", PLAIN, "it is not stripe's own file: columns are missing"),
                Arguments.of("ccbill", STRIPE, "it is not a file for ccbill: columns are missing"),
                Arguments.of("ccbill", PLAIN + "\"s,2026-03-31", "it is no file with comma-separated values"));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("bad")
    void shouldSayWhatIsWrong(String provider, String text, String fault) {
        assertThat(ReportReader.read(provider, text))
                .isInstanceOfSatisfying(
                        ReportReading.Unreadable.class,
                        unreadable -> assertThat(unreadable.faults())
                                .first()
                                .asString()
                                .contains(fault));
    }

    @Test
    void shouldTellOfTwentyFaultsAtMost() {
        String provider = "ccbill";
        String text = PLAIN + "s,never,INR,l,PAYMENT,p,1,0\n".repeat(100);
        assertThat(ReportReader.read(provider, text))
                .isInstanceOfSatisfying(
                        ReportReading.Unreadable.class,
                        unreadable -> assertThat(unreadable.faults()).hasSize(21));
    }

    @Test
    void shouldTakeNoMoreThanFitsIntoATransaction() {
        StringBuilder text = new StringBuilder(PLAIN);
        for (int i = 0; i <= 50_000; i++) {
            text.append("s,2026-03-31,INR,l").append(i).append(",PAYMENT,p,1,0\n");
        }
        assertThat(ReportReader.read("ccbill", text.toString()))
                .isInstanceOfSatisfying(
                        ReportReading.Unreadable.class,
                        unreadable -> assertThat(unreadable.faults())
                                .singleElement()
                                .asString()
                                .contains("at most 50000 rows"));
    }
}
