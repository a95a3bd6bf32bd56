package dev.stagedoor.billing.papers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.BillingConfig;
import dev.stagedoor.billing.FreshDatabase;
import dev.stagedoor.billing.TestBilling;
import dev.stagedoor.billing.disputes.Shop;
import dev.stagedoor.billing.papers.PurchaseReceipt.Kind;
import dev.stagedoor.billing.payments.Order;
import dev.stagedoor.billing.payments.ProviderEvent;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Receipts against the journal they are read from: a package of 99.00 with 15.10 of tax in it. */
class ReceiptsTest {
    @RegisterExtension
    static final FreshDatabase DATABASE = new FreshDatabase();

    private final UUID viewer = TestBilling.id();
    private Shop shop;

    @BeforeEach
    void open() {
        shop = new Shop(
                DATABASE,
                BillingConfig.builder()
                        .papers(new PaperTerms(
                                "Stage Ltd; 1 Harbour Road; GSTIN 33AAAAA0000A1Z5", PaperFonts.shipped()))
                        .build());
    }

    @Test
    void shouldSayWhatWasPaidAndTheTaxInIt() {
        PurchaseReceipt receipt = shop.receipt(shop.buy(viewer));
        assertThat(steps(receipt)).containsExactly(Tuple.tuple(Kind.PAID, 9_900L, 1_510L));
        assertThat(receipt.sale().taxMinor()).isEqualTo(1_510);
        assertThat(receipt.sale().paidCoins()).isEqualTo(95_000);
        assertThat(receipt.sale().bonusCoins()).isEqualTo(15_000);
        assertThat(receipt.provider()).isEqualTo("sandbox");
        assertThat(receipt.remainsMinor()).isEqualTo(9_900);
    }

    @Test
    void shouldBeForTheBuyerAloneAndOnlyForWhatWasPaid() {
        Order unpaid = shop.order(viewer);
        Order paid = shop.buy(viewer);
        assertThat(shop.test.billing.receipts().find(viewer, unpaid.orderId())).isNull();
        assertThat(shop.test.billing.receipts().find(TestBilling.id(), paid.orderId()))
                .isNull();
        assertThat(shop.test.billing.receipts().find(viewer, TestBilling.id())).isNull();
    }

    @Test
    void shouldSayWhatWasGivenBackWithItsTax() {
        Order order = shop.buy(viewer);
        shop.returned(order, 9_900);
        PurchaseReceipt receipt = shop.receipt(order);
        assertThat(steps(receipt))
                .containsExactly(Tuple.tuple(Kind.PAID, 9_900L, 1_510L), Tuple.tuple(Kind.REFUNDED, -9_900L, -1_510L));
        assertThat(receipt.remainsMinor()).isZero();
    }

    /** 65 of 110 coins are used: of the tax only that of the rest is turned round, as the books have it. */
    @Test
    void shouldSayWhatTheBankTookAndGaveBack() {
        Order order = shop.buy(viewer);
        shop.tip(viewer, TestBilling.id(), 65);
        shop.disputed(order, ProviderEvent.Kind.CHARGEBACK_OPENED, 500);
        assertThat(shop.receipt(order).remainsMinor()).isZero();
        shop.disputed(order, ProviderEvent.Kind.CHARGEBACK_WON, 500);
        PurchaseReceipt receipt = shop.receipt(order);
        assertThat(steps(receipt))
                .containsExactly(
                        Tuple.tuple(Kind.PAID, 9_900L, 1_510L),
                        Tuple.tuple(Kind.TAKEN_BACK, -9_900L, -715L),
                        Tuple.tuple(Kind.PAID_AGAIN, 9_900L, 715L));
        assertThat(receipt.remainsMinor()).isEqualTo(9_900);
    }

    @Test
    void shouldPutItOnPaper() throws IOException {
        Order order = shop.buy(viewer);
        shop.returned(order, 9_900);
        Papers.Paper paper = shop.test.billing.receipts().pdf(shop.receipt(order), "Asha Rao");
        assertThat(paper.fileName()).isEqualTo("receipt-" + shop.receipt(order).number() + ".pdf");
        try (PDDocument document = Loader.loadPDF(paper.content())) {
            assertThat(new PDFTextStripper().getText(document))
                    .contains("Stage Ltd", "1 Harbour Road", "GSTIN 33AAAAA0000A1Z5", "Asha Rao", "Coins", "95")
                    .containsPattern("Paid \\d{4}-\\d\\d-\\d\\d R-\\d{4}-\\d{6} 83.90 15.10 99.00")
                    .containsPattern("Refunded \\d{4}-\\d\\d-\\d\\d C-\\d{4}-\\d{6} -83.90 -15.10 -99.00")
                    .contains("No fee was added to the price. Paid in the end: INR 0.00.")
                    .contains(
                            "credit notes to receipt " + shop.receipt(order).number(),
                            order.orderId().toString());
        }
    }

    private static List<Tuple> steps(PurchaseReceipt receipt) {
        return receipt.steps().stream()
                .map(step -> Tuple.tuple(step.kind(), step.priceMinor(), step.taxMinor()))
                .toList();
    }
}
