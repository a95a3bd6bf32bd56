package dev.stagedoor.server.mail;

import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.papers.PurchaseReceipt;
import dev.stagedoor.signaling.identity.Account;
import dev.stagedoor.signaling.mail.Draft;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Writes to people who paid for coins.
 *
 * @param seller who sold them, in parts; may be empty
 * @param zone whose days are on the receipt
 */
record ReceiptLetter(Letterhead head, List<String> seller, ZoneId zone) {
    Draft write(Account reader, PurchaseReceipt receipt, String kind, String key) {
        Phrases phrases = Phrases.in(reader.locale());
        String subject = phrases.say(
                "receipt.subject",
                Map.of("coins", phrases.coins(receipt.sale().paidCoins()), "amount", price(phrases, receipt)));
        return head.write(
                reader,
                phrases,
                kind,
                key,
                subject,
                page -> page.paragraph(phrases.say("receipt.intro", Map.of("day", phrases.day(receipt.paidAt(), zone))))
                        .list(lines(phrases, receipt))
                        .link(
                                phrases.say("receipt.link", Map.of()),
                                head.page("/wallet?receipt=" + receipt.orderId())));
    }

    private List<String> lines(Phrases phrases, PurchaseReceipt receipt) {
        List<String> lines = new ArrayList<>();
        lines.add(phrases.say(
                "receipt.coins", Map.of("coins", phrases.coins(receipt.sale().paidCoins()))));
        if (receipt.sale().bonusCoins() > 0) {
            lines.add(phrases.say(
                    "receipt.bonus",
                    Map.of("coins", phrases.coins(receipt.sale().bonusCoins()))));
        }
        lines.add(phrases.say("receipt.price", Map.of("amount", price(phrases, receipt))));
        Money tax = new Money(receipt.sale().taxMinor(), receipt.asset());
        lines.add(phrases.say("receipt.tax", Map.of("amount", phrases.amount(tax))));
        if (!seller.isEmpty()) {
            lines.add(phrases.say("receipt.seller", Map.of("seller", String.join(", ", seller))));
        }
        lines.add(phrases.say(
                "receipt.number", Map.of("reference", receipt.orderId().toString())));
        return lines;
    }

    private static String price(Phrases phrases, PurchaseReceipt receipt) {
        return phrases.amount(new Money(receipt.sale().priceMinor(), receipt.asset()));
    }
}
