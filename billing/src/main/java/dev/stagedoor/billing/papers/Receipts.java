package dev.stagedoor.billing.papers;

import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Receipts of what buyers paid for coins. */
public final class Receipts {
    private final ReceiptStore store;
    private final PaperTerms terms;
    private final ZoneId zone;

    /** @param zone whose days are on the paper */
    public Receipts(ReceiptStore store, PaperTerms terms, ZoneId zone) {
        this.store = store;
        this.terms = terms;
        this.zone = zone;
    }

    /** What this buyer paid for an order; null if it is somebody else's, or was never paid. */
    public @Nullable PurchaseReceipt find(UUID buyerId, UUID orderId) {
        PurchaseReceipt receipt = store.purchase(orderId);
        return receipt == null || !receipt.buyerId().equals(buyerId) ? null : receipt;
    }

    /** Gives receipts and credit notes their numbers, as a job. */
    public String giveNumbers(Instant now) {
        return store.giveNumbers() + " numbered";
    }

    /** Who sold it, in the parts that stand on the paper; empty if nothing is set. */
    public List<String> seller() {
        return Arrays.stream(terms.seller().split(";", -1))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    /** Whose days are on the paper. */
    public ZoneId zone() {
        return zone;
    }

    /** @param buyer name of the buyer, as it stands on the paper */
    public Papers.Paper pdf(PurchaseReceipt receipt, String buyer) {
        List<Sheet.Fact> facts = new ArrayList<>();
        for (String part : seller()) {
            facts.add(new Sheet.Fact(facts.isEmpty() ? "Sold by" : "", part));
        }
        facts.add(new Sheet.Fact("Sold to", buyer));
        facts.add(new Sheet.Fact("Number", receipt.number().toString()));
        facts.add(new Sheet.Fact("Order", receipt.orderId().toString()));
        facts.add(new Sheet.Fact("Paid on", day(receipt.steps().getFirst())));
        facts.add(new Sheet.Fact("Paid by", receipt.provider()));
        facts.add(
                new Sheet.Fact("Coins", Money.coins(receipt.sale().paidCoins()).figure()));
        if (receipt.sale().bonusCoins() > 0) {
            facts.add(new Sheet.Fact(
                    "Bonus coins", Money.coins(receipt.sale().bonusCoins()).figure()));
        }
        List<List<String>> rows =
                receipt.steps().stream().map(step -> row(receipt.asset(), step)).toList();
        Sheet sheet = new Sheet(
                "Receipt",
                facts,
                List.of(receipt.asset().name(), "On", "Number", "Without tax", "Tax", "Paid"),
                3,
                rows,
                "No fee was added to the price. Paid in the end: "
                        + new Money(receipt.remainsMinor(), receipt.asset()).words() + "." + creditNotes(receipt));
        return new Papers.Paper(
                "receipt-" + receipt.number() + ".pdf", "application/pdf", Pdf.of(sheet, terms.fonts()));
    }

    /** A credit note names what it takes from. */
    private static String creditNotes(PurchaseReceipt receipt) {
        boolean some = receipt.steps().stream().anyMatch(step -> step.number().series() == DocumentNumber.Series.C);
        return some ? "\nNumbers with C are credit notes to receipt " + receipt.number() + "." : "";
    }

    private List<String> row(Asset asset, PurchaseReceipt.Step step) {
        return List.of(
                words(step.kind()),
                day(step),
                step.number().toString(),
                new Money(step.priceMinor() - step.taxMinor(), asset).figure(),
                new Money(step.taxMinor(), asset).figure(),
                new Money(step.priceMinor(), asset).figure());
    }

    private String day(PurchaseReceipt.Step step) {
        return LocalDate.ofInstant(step.at(), zone).toString();
    }

    private static String words(PurchaseReceipt.Kind kind) {
        String words = kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
