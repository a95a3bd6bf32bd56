package dev.stagedoor.billing.ledger;

import static dev.stagedoor.billing.ledger.GoldenRow.row;

import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** The golden table's rows of what providers keep and pay out. */
final class GoldenSettlements {
    private GoldenSettlements() {}

    static Stream<Arguments> settlements() {
        return Stream.of(
                row(
                        "PSP FEE of 2.97 that a provider kept of 99.00",
                        SettlementLines.fees("stripe", Asset.INR, 297),
                        "P6 psp_fees          INR -297",
                        "X1 receivable:stripe INR  297"),
                row(
                        "PSP FEE of 5.00 that it gave back",
                        SettlementLines.fees("stripe", Asset.INR, -500),
                        "P6 psp_fees          INR  500",
                        "X1 receivable:stripe INR -500"),
                row(
                        "SETTLEMENT of the 96.03 that were left of it",
                        SettlementLines.paidOut("stripe", Asset.INR, 9_603),
                        "X1 receivable:stripe INR  9603",
                        "X3 operating         INR -9603"),
                row(
                        "SETTLEMENT of a day on which more went back than came: the provider takes it from the bank",
                        SettlementLines.paidOut("stripe", Asset.INR, -9_900),
                        "X1 receivable:stripe INR -9900",
                        "X3 operating         INR  9900"));
    }
}
