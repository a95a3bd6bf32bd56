package dev.stagedoor.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stagedoor.server.config.SmtpTls;
import dev.stagedoor.server.database.TestData;
import dev.stagedoor.server.mail.MailServer;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** People are told by letter what became of their money: the whole server, and a real mail server. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class MailedNoticeTest {
    @TempDir
    private Path folder;

    private Path data;
    private MailServer mail;

    @BeforeEach
    void start() throws IOException {
        data = TestData.in(folder, "data");
        mail = MailServer.start(folder, SmtpTls.STARTTLS, MailServer.HOST);
    }

    @AfterEach
    void stop() {
        mail.close();
    }

    /** Returns the order's id. */
    private static String buy(MailHouse house) throws IOException, InterruptedException {
        Caller.Answer ordered =
                house.asha().post("/api/v1/wallet/orders", "mailed-receipt", "{\"packageId\": \"inr-99\"}");
        assertThat(ordered.status()).isEqualTo(201);
        HttpRequest pay = HttpRequest.newBuilder(
                        house.here().resolve(ordered.body().path("redirectUrl").asText()))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("card=SUCCESS"))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            assertThat(client.send(pay, HttpResponse.BodyHandlers.discarding()).statusCode())
                    .isEqualTo(303);
        }
        return ordered.body().path("orderId").asText();
    }

    @Test
    void theBuyerGetsOneReceiptAlsoIfTheServerDiesBeforeItNotesThatItWasWritten() throws Exception {
        try (MailHouse house = MailHouse.open(folder, data, mail)) {
            String order = buy(house);
            MimeMessage message = mail.next();
            assertThat(message.getSubject()).isEqualTo("Your receipt: 95 coins for ₹99.00");
            assertThat(message.getAllRecipients()).extracting(Object::toString).containsExactly(house.address());
            assertThat(MailServer.plainText(message))
                    .contains(
                            "- 15 bonus coins",
                            "- Paid: ₹99.00",
                            "- Tax in the price: ₹15.10",
                            "https://live.example.org/wallet?receipt=" + order);

            JsonNode bought = house.asha()
                    .get("/api/v1/wallet/movements?filter=bought")
                    .body()
                    .at("/items/0");
            assertThat(bought.path("id").asText()).isEqualTo(order);
            assertThat(Instant.parse(bought.path("refundableUntil").asText()))
                    .isEqualTo(Instant.parse(bought.path("at").asText()).plus(Duration.ofDays(7)));

            house.until("not exists (select from billing.notice)");
            house.until("exists (select from app.mail where state = 'SENT')");
            house.execute("""
                    insert into billing.notice (id, kind, person_id, subject_id) overriding system value
                    select split_part(key, ':', 3)::bigint, 'PURCHASE_PAID', account_id, split_part(key, ':', 2)::uuid
                      from app.mail""");
            house.until("not exists (select from billing.notice)");
            assertThat(house.only().path("state").asText()).isEqualTo("SENT");
            assertThat(house.shown().at("/counts/waiting").asInt()).isZero();
            assertThat(mail.waiting()).isZero();
        }
    }

    @Test
    void thePerformerIsToldWhatBecameOfThePapers() throws Exception {
        try (MailHouse house = MailHouse.open(folder, data, mail)) {
            String review = "/api/v1/admin/payees/" + house.maya().id() + "/review";
            assertThat(house.maya()
                            .put(
                                    "/api/v1/performer/payouts/account",
                                    "{\"holder\": \"Maya Iyer\", \"accountNumber\": \"000000000001\", \"bankCode\": \"TEST0000001\"}")
                            .status())
                    .isEqualTo(200);
            assertThat(house.admin()
                            .post(
                                    review,
                                    "{\"verified\": false, \"taxIdTail\": \"\", \"reason\": \"The photo is blurred\"}")
                            .status())
                    .isEqualTo(204);
            MimeMessage rejected = mail.next();
            assertThat(rejected.getSubject()).isEqualTo("Your details could not be verified");
            assertThat(MailServer.plainText(rejected))
                    .contains("- Reason: The photo is blurred", "https://live.example.org/earnings");

            assertThat(house.admin()
                            .post(
                                    review,
                                    "{\"verified\": true, \"taxIdTail\": \"234F\", \"reason\": \"Passport seen\"}")
                            .status())
                    .isEqualTo(204);
            MimeMessage verified = mail.next();
            assertThat(verified.getSubject()).isEqualTo("Your details were verified");
            assertThat(MailServer.plainText(verified)).doesNotContain("Passport");
        }
    }
}
