package dev.stagedoor.server.mail;

import dev.stagedoor.billing.Billing;
import dev.stagedoor.billing.papers.Notice;
import dev.stagedoor.billing.papers.NoticeStore;
import dev.stagedoor.billing.papers.PurchaseReceipt;
import dev.stagedoor.billing.papers.Receipts;
import dev.stagedoor.billing.payouts.Payout;
import dev.stagedoor.billing.payouts.PayoutBrowser;
import dev.stagedoor.billing.payouts.PayoutState;
import dev.stagedoor.billing.payouts.Payouts;
import dev.stagedoor.signaling.identity.Account;
import dev.stagedoor.signaling.mail.Draft;
import dev.stagedoor.signaling.mail.MailOutbox;
import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes over from billing what people are to be told of their money, and writes letters of it. As with {@link ExpiryWarnings} a
 * notice comes again until it is confirmed, and its letter is written once.
 */
final class NoticeLetters {
    private static final Logger LOG = LoggerFactory.getLogger(NoticeLetters.class);

    private final NoticeStore notices;
    private final Receipts receipts;
    private final Payouts payouts;
    private final MailOutbox outbox;
    private final ReceiptLetter receiptLetter;
    private final PayoutLetter payoutLetter;
    private final ReviewLetter reviewLetter;
    private final Lap<Notice> lap;

    NoticeLetters(Billing billing, MailOutbox outbox, URI site) {
        this.notices = billing.notices();
        this.receipts = billing.receipts();
        this.payouts = billing.payDesk().payouts();
        this.outbox = outbox;
        Letterhead head = new Letterhead(site);
        receiptLetter = new ReceiptLetter(head, receipts.seller(), receipts.zone());
        payoutLetter = new PayoutLetter(head, payouts.terms().maximumAttempts());
        reviewLetter = new ReviewLetter(head);
        lap = new Lap<>(notices::unconfirmed, this::passOn);
    }

    /** All that there are; one that cannot be written keeps nobody else waiting, and comes again. */
    void run() {
        lap.run();
    }

    private boolean passOn(Notice notice) {
        try {
            Account reader = outbox.recipient(notice.personId());
            Draft letter = reader == null ? null : letter(reader, notice);
            if (letter != null) {
                outbox.write(letter);
            }
            notices.confirm(notice);
            return true;
        } catch (RuntimeException e) {
            LOG.warn(
                    "The letter of notice {} ({}) could not be written; it comes again", notice.id(), notice.kind(), e);
            return false;
        }
    }

    /** Null if it is over. */
    private @Nullable Draft letter(Account reader, Notice notice) {
        String kind = notice.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
        String key = "%s:%s:%d".formatted(kind, notice.subjectId(), notice.id());
        return switch (notice.kind()) {
            case PURCHASE_PAID -> receiptLetter.write(reader, receipt(notice), kind, key);
            case PAYOUT_HELD, PAYOUT_PAID, PAYOUT_FAILED -> {
                Payout payout = payout(notice);
                boolean isOver = notice.kind() == Notice.Kind.PAYOUT_HELD && payout.state() != PayoutState.HELD;
                yield isOver ? null : payoutLetter.write(reader, notice, payout, kind, key);
            }
            case PAYEE_VERIFIED, PAYEE_REJECTED -> reviewLetter.write(reader, notice, kind, key);
        };
    }

    private PurchaseReceipt receipt(Notice notice) {
        PurchaseReceipt receipt = receipts.find(notice.personId(), notice.subjectId());
        if (receipt == null) {
            throw new IllegalStateException("order " + notice.subjectId() + " is paid and has no receipt");
        }
        return receipt;
    }

    private Payout payout(Notice notice) {
        PayoutBrowser.History history = payouts.browser().history(notice.subjectId());
        if (history == null) {
            throw new IllegalStateException("payout " + notice.subjectId() + " is not there");
        }
        return history.payout();
    }
}
