package dev.stagedoor.signaling.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.stagedoor.signaling.WalletService.Page;
import dev.stagedoor.signaling.mail.Mail;
import dev.stagedoor.signaling.mail.MailOutbox;
import dev.stagedoor.signaling.mail.MailState;
import dev.stagedoor.signaling.mail.MailStore;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Mail for the console: what waits, what failed and why, and what would have been sent. */
final class MailOperations implements Operations {
    private final MailOutbox outbox;

    MailOperations(MailOutbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public Map<String, Handler> byId() {
        return Map.of("adminListMail", this::list, "adminGetMail", this::get, "adminRetryMail", this::retry);
    }

    private record Counts(int waiting, int kept, int sent, int failed) {
        static Counts of(Map<MailState, Integer> counts) {
            return new Counts(
                    counts.getOrDefault(MailState.WAITING, 0),
                    counts.getOrDefault(MailState.KEPT, 0),
                    counts.getOrDefault(MailState.SENT, 0),
                    counts.getOrDefault(MailState.FAILED, 0));
        }
    }

    private record MailPage(
            boolean hasServer,
            Counts counts,
            List<Mail> items,
            @Nullable String nextCursor) {}

    private record Whole(@JsonUnwrapped Mail mail, String plainText) {}

    private Reply list(ApiRequest request) {
        String state = request.query("state");
        Page<Mail> page =
                outbox.page(state == null ? null : MailState.valueOf(state), request.cursor(), request.limit());
        return Reply.ok(new MailPage(outbox.hasServer(), Counts.of(outbox.counts()), page.items(), page.nextCursor()));
    }

    private Reply get(ApiRequest request) {
        MailStore.Content found = outbox.find(request.pathId("mailId"));
        return found == null
                ? Reply.notFound("There is no such mail; it is deleted 30 days after it was sent.")
                : Reply.ok(new Whole(found.mail(), found.plainText()));
    }

    private Reply retry(ApiRequest request) {
        return switch (outbox.renew(request.pathId("mailId"))) {
            case DUE -> Reply.empty(204);
            case NOT_FOUND -> Reply.notFound("There is no such mail that is not sent already.");
            case NO_SERVER ->
                Reply.refused(
                        409,
                        "NO_MAIL_SERVER",
                        "There is no mail server to give it to. Set mail.smtp.host and what belongs to it, and start again.");
        };
    }
}
