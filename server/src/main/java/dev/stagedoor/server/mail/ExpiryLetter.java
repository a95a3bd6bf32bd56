package dev.stagedoor.server.mail;

import dev.stagedoor.billing.ledger.LotClass;
import dev.stagedoor.billing.wallet.ExpiringCoins;
import dev.stagedoor.billing.wallet.ExpiryWarning;
import dev.stagedoor.signaling.identity.Account;
import dev.stagedoor.signaling.mail.Draft;
import java.net.URI;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes to people whose coins will expire.
 *
 * @param site where people reach the server
 * @param zone where the house's days begin and end
 */
record ExpiryLetter(URI site, ZoneId zone) {
    static final String KIND = "coins-expiring";

    /** @param warning one that still has something to say */
    Draft write(Account reader, ExpiryWarning warning) {
        Phrases phrases = Phrases.in(reader.locale());
        String subject = phrases.say("expiring.subject", Map.of("coins", phrases.coins(sum(warning.coins()))));
        return new Letterhead(site)
                .write(
                        reader,
                        phrases,
                        KIND,
                        "%s:%s:%s".formatted(KIND, warning.ownerId(), warning.warnedAt()),
                        subject,
                        page -> body(page, phrases, warning.coins()));
    }

    private void body(Page page, Phrases phrases, List<ExpiringCoins> coins) {
        page.paragraph(phrases.say("expiring.intro", Map.of())).list(lines(phrases, coins));
        if (coins.stream().anyMatch(ExpiryLetter::areBought)) {
            page.paragraph(phrases.say("expiring.keep.bought", Map.of()));
        }
        if (!coins.stream().allMatch(ExpiryLetter::areBought)) {
            page.paragraph(phrases.say("expiring.keep.given", Map.of()));
        }
        page.link(phrases.say("wallet.link", Map.of()), site.resolve("/wallet").toString());
    }

    /** One for each day and way in which they came, soonest first. */
    private List<String> lines(Phrases phrases, List<ExpiringCoins> coins) {
        Map<Line, Long> sums = new LinkedHashMap<>();
        for (ExpiringCoins each : coins) {
            Line line = new Line(
                    areBought(each) ? "expiring.bought" : "expiring.given", phrases.day(each.expiresAt(), zone));
            sums.merge(line, each.coins().amountMinor(), Math::addExact);
        }
        return sums.entrySet().stream()
                .map(line -> phrases.say(
                        line.getKey().phrase(),
                        Map.of(
                                "coins",
                                phrases.coins(line.getValue()),
                                "day",
                                line.getKey().day())))
                .toList();
    }

    private record Line(String phrase, String day) {}

    private static boolean areBought(ExpiringCoins coins) {
        return coins.lotClass() == LotClass.PAID;
    }

    private static long sum(List<ExpiringCoins> coins) {
        return coins.stream().mapToLong(each -> each.coins().amountMinor()).reduce(0, Math::addExact);
    }
}
