package dev.stagedoor.server.mail;

import dev.stagedoor.billing.papers.Notice;
import dev.stagedoor.signaling.identity.Account;
import dev.stagedoor.signaling.mail.Draft;
import java.util.List;
import java.util.Map;

/** Writes to payees whose papers somebody has looked at. What a reviewer noted of papers that were right is not theirs to read. */
record ReviewLetter(Letterhead head) {
    Draft write(Account reader, Notice notice, String kind, String key) {
        Phrases phrases = Phrases.in(reader.locale());
        boolean verified = notice.kind() == Notice.Kind.PAYEE_VERIFIED;
        String id = verified ? "review.verified" : "review.rejected";
        return head.write(reader, phrases, kind, key, phrases.say(id + ".subject", Map.of()), page -> {
            page.paragraph(phrases.say(id + ".intro", Map.of()));
            if (!verified) {
                page.list(List.of(phrases.say("reason", Map.of("reason", notice.reason()))))
                        .paragraph(phrases.say(id + ".todo", Map.of()));
            }
            page.link(phrases.say("earnings.link", Map.of()), head.page("/earnings"));
        });
    }
}
