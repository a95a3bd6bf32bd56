package dev.stagedoor.server.mail;

import dev.stagedoor.signaling.identity.Account;
import dev.stagedoor.signaling.mail.Draft;
import java.net.URI;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What every letter begins and ends with.
 *
 * @param site where people reach the server
 */
record Letterhead(URI site) {
    /**
     * A whole letter.
     *
     * @param key what it is about; the second of the same key is not sent
     * @param body writes what is between the greeting and the reason why this came
     */
    Draft write(Account reader, Phrases phrases, String kind, String key, String subject, Consumer<Page> body) {
        Page page = new Page().paragraph(phrases.say("hello", Map.of("name", reader.displayName())));
        body.accept(page);
        page.paragraph(phrases.say("why", Map.of("site", String.valueOf(site.getHost()))));
        return new Draft(
                key, reader.id(), kind, phrases.tag(), subject, page.plainText(), page.html(phrases.tag(), subject));
    }

    /** A page of the site. */
    String page(String path) {
        return site.resolve(path).toString();
    }
}
