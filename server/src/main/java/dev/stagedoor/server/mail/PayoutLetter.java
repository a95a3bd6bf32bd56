package dev.stagedoor.server.mail;

import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.papers.Notice;
import dev.stagedoor.billing.payouts.Payout;
import dev.stagedoor.signaling.identity.Account;
import dev.stagedoor.signaling.mail.Draft;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Writes to payees whose payout was paid, has failed, or waits for a person.
 *
 * @param maximumAttempts how often a payout is made
 */
record PayoutLetter(Letterhead head, int maximumAttempts) {
    /** @param notice of this payout */
    Draft write(Account reader, Notice notice, Payout payout, String kind, String key) {
        Phrases phrases = Phrases.in(reader.locale());
        String id = id(notice.kind());
        Map<String, Object> amount = Map.of("amount", phrases.amount(payout.net()));
        return head.write(
                reader,
                phrases,
                kind,
                key,
                phrases.say(id + ".subject", amount),
                page -> page.paragraph(phrases.say(id + ".intro", amount))
                        .list(facts(phrases, notice, payout))
                        .paragraph(phrases.say(todo(notice.kind(), payout), Map.of()))
                        .link(phrases.say("earnings.link", Map.of()), head.page("/earnings")));
    }

    private static String id(Notice.Kind kind) {
        return switch (kind) {
            case PAYOUT_PAID -> "payout.paid";
            case PAYOUT_FAILED -> "payout.failed";
            case PAYOUT_HELD -> "payout.held";
            case PURCHASE_PAID, PAYEE_VERIFIED, PAYEE_REJECTED ->
                throw new IllegalArgumentException(kind + " is no payout's");
        };
    }

    private String todo(Notice.Kind kind, Payout payout) {
        boolean again = payout.retryable() && payout.attempt() < maximumAttempts;
        return kind == Notice.Kind.PAYOUT_FAILED && again ? "payout.failed.again" : id(kind) + ".todo";
    }

    private static List<String> facts(Phrases phrases, Notice notice, Payout payout) {
        List<String> facts = new ArrayList<>();
        if (payout.withheldMinor() > 0) {
            Money withheld = new Money(payout.withheldMinor(), payout.asset());
            facts.add(phrases.say("payout.tax", Map.of("amount", phrases.amount(withheld))));
        }
        if (!notice.reason().isEmpty()) {
            facts.add(phrases.say("reason", Map.of("reason", notice.reason())));
        }
        String reference = payout.providerRef().isEmpty() ? payout.id().toString() : payout.providerRef();
        facts.add(phrases.say("payout.reference", Map.of("reference", reference)));
        return facts;
    }
}
