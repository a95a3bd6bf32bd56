package dev.stagedoor.server.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.Sale;
import dev.stagedoor.billing.papers.DocumentNumber;
import dev.stagedoor.billing.papers.Notice;
import dev.stagedoor.billing.papers.PurchaseReceipt;
import dev.stagedoor.billing.payouts.Payout;
import dev.stagedoor.billing.payouts.PayoutState;
import dev.stagedoor.signaling.identity.Account;
import dev.stagedoor.signaling.identity.Role;
import dev.stagedoor.signaling.mail.Draft;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people read about what they paid and were paid. */
class NoticeLettersTest {
    private static final UUID READER = new UUID(0, 7);
    private static final UUID SUBJECT = new UUID(0, 9);
    private static final Instant AT = Instant.parse("2026-04-02T19:00:00Z");
    private static final Letterhead HEAD = new Letterhead(URI.create("https://live.example.org"));
    private static final int ATTEMPTS = 3;

    private static Account reader(String locale) {
        return new Account(
                READER, "a@example.org", "Asha", "", Set.of(Role.VIEWER), LocalDate.EPOCH, Instant.EPOCH, locale);
    }

    private static Draft receipt(String locale, List<String> seller, long bonusCoins) {
        PurchaseReceipt receipt = new PurchaseReceipt(
                SUBJECT,
                READER,
                "inr-99",
                "razorpay",
                new Sale(Asset.INR, 12_345_600, 1_883_227, 123_456_000, bonusCoins),
                List.of(new PurchaseReceipt.Step(
                        PurchaseReceipt.Kind.PAID,
                        new DocumentNumber(2026, DocumentNumber.Series.R, 7),
                        AT,
                        12_345_600,
                        1_883_227)));
        return new ReceiptLetter(HEAD, seller, ZoneId.of("Asia/Kolkata"))
                .write(reader(locale), receipt, "purchase-paid", "k");
    }

    @Test
    void aReceiptSaysWhatWasBoughtFromWhomForHowMuch() {
        Draft draft = receipt("en-IN", List.of("Stage Ltd", "GSTIN 33AAAAA0000A1Z5"), 15_000);
        assertThat(draft.subject()).isEqualTo("Your receipt: 1,23,456 coins for ₹1,23,456.00");
        assertThat(draft.plainText()).isEqualTo("""
                Hello Asha,

                Your payment of 3 April 2026 has arrived, and the coins are in your wallet.

                - 1,23,456 coins
                - 15 bonus coins
                - Paid: ₹1,23,456.00
                - Tax in the price: ₹18,832.27
                - Sold by: Stage Ltd, GSTIN 33AAAAA0000A1Z5
                - Number of the order: 00000000-0000-0000-0000-000000000009

                Open the receipt: https://live.example.org/wallet?receipt=00000000-0000-0000-0000-000000000009

                You get this message because you have an account at live.example.org. Nobody reads answers to it.
                """);
        assertThat(receipt("en-IN", List.of(), 0).plainText()).doesNotContain("bonus", "Sold by");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {"en-US | ₹123,456.00", "hi-IN | ₹1,23,456.00", "ta-IN | 1,23,456.00", "te-IN | ₹1,23,456.00"})
    void amountsAreWrittenAsTheReaderWritesThem(String locale, String amount) {
        assertThat(receipt(locale, List.of(), 0).plainText()).contains(amount);
    }

    private static Payout payout(PayoutState state, int attempt, String providerRef, boolean retryable) {
        return new Payout(
                SUBJECT,
                READER,
                false,
                Payout.Origin.REQUEST,
                attempt,
                Asset.INR,
                100_000,
                10_000,
                "194O",
                state,
                "razorpayx",
                providerRef,
                "as it is now",
                retryable,
                AT,
                AT,
                AT);
    }

    private static Draft payout(Notice.Kind kind, String reason, Payout payout) {
        Notice notice = new Notice(1, kind, READER, SUBJECT, reason, AT);
        return new PayoutLetter(HEAD, ATTEMPTS).write(reader("en-IN"), notice, payout, "payout", "k");
    }

    @Test
    void aPayoutThatWasPaidIsToldWithItsReference() {
        Draft draft = payout(Notice.Kind.PAYOUT_PAID, "", payout(PayoutState.CONFIRMED, 1, "UTR0042", false));
        assertThat(draft.subject()).isEqualTo("₹900.00 was paid to your bank account");
        assertThat(draft.plainText())
                .contains("- Tax withheld: ₹100.00\n- Reference: UTR0042\n", "https://live.example.org/earnings")
                .doesNotContain("Reason");
    }

    @ParameterizedTest(name = "attempt {0}, retryable {1}: {2}")
    @CsvSource({
        "1, true, It is tried again on the next day",
        "1, false, ask for the payout again",
        "3, true, ask for the payout again"
    })
    void aPayoutThatFailedSaysWhatToDo(int attempt, boolean retryable, String todo) {
        Draft draft = payout(
                Notice.Kind.PAYOUT_FAILED, "The account is closed", payout(PayoutState.FAILED, attempt, "", retryable));
        assertThat(draft.subject()).isEqualTo("Your payout of ₹900.00 did not go through");
        assertThat(draft.plainText())
                .contains("- Reason: The account is closed\n- Reference: " + SUBJECT + "\n", todo)
                .doesNotContain("as it is now");
    }

    @Test
    void aPayoutOnHoldSaysThatNothingIsLost() {
        Draft draft = payout(Notice.Kind.PAYOUT_HELD, "Looked at first", payout(PayoutState.HELD, 1, "", false));
        assertThat(draft.subject()).isEqualTo("Your payout of ₹900.00 is on hold");
        assertThat(draft.plainText()).contains("- Reason: Looked at first", "stays set aside", "We write again");
    }
}
