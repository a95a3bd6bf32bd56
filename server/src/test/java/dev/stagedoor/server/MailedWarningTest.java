package dev.stagedoor.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stagedoor.server.config.SmtpTls;
import dev.stagedoor.server.database.TestData;
import dev.stagedoor.server.mail.MailServer;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Somebody who is not there learns that coins will expire: the whole server, its nightly job, and a real mail server. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class MailedWarningTest {
    /** Asha was given 500 coins; six days are left of them. */
    private static final String ALMOST_OVER =
            "update billing.coin_lot set granted_at = now() - interval '24 days', expires_at = now() + interval '6 days'";

    private static final String NIGHT = "update billing.job_run set next_run_at = now() where name = 'warn-of-expiry'";

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

    private static void night(MailHouse house) throws IOException, SQLException {
        house.execute(ALMOST_OVER);
        house.execute(NIGHT);
    }

    @Test
    void waitsForTheMailServerAndComesOnceInTheLanguageOfThePageWithTheRightFigures() throws Exception {
        try (MailHouse house = MailHouse.open(folder, data, mail)) {
            mail.close();
            assertThat(house.asha()
                            .patch("/api/v1/me", "{\"locale\": \"ta-IN\"}")
                            .status())
                    .isEqualTo(200);
            night(house);
            house.until("exists (select from app.mail where last_error <> '')");
            JsonNode waiting = house.only();
            assertThat(waiting.path("state").asText()).isEqualTo("WAITING");
            assertThat(waiting.path("lastError").asText()).startsWith("NO_ANSWER");

            mail.comeBack();
            String id = waiting.path("mailId").asText();
            assertThat(house.admin()
                            .post("/api/v1/admin/mail/" + id + "/retry", null)
                            .status())
                    .isEqualTo(204);
            MimeMessage message = mail.next();
            assertThat(message.getMessageID()).isEqualTo("<" + id + "@stagedoor.example>");
            assertThat(message.getSubject()).isEqualTo("உங்கள் 500 நாணயங்கள் விரைவில் காலாவதியாகும்");
            assertThat(message.getAllRecipients()).extracting(Object::toString).containsExactly(house.address());
            assertThat(MailServer.plainText(message)).contains("500 நாணயங்கள்", "https://live.example.org/wallet");

            // As if billing had never heard that it was taken over.
            house.until("exists (select from app.mail where state = 'SENT')");
            house.execute("update billing.expiry_warning set confirmed_at = null");
            house.until("not exists (select from billing.expiry_warning where confirmed_at is null)");
            assertThat(house.only().path("state").asText()).isEqualTo("SENT");
            assertThat(house.shown().at("/counts/waiting").asInt()).isZero();
            assertThat(mail.waiting()).isZero();
        }
    }

    @Test
    void withoutAMailServerTheConsoleShowsWhatItWouldHaveBeen() throws Exception {
        try (MailHouse house = MailHouse.open(folder, data, null)) {
            night(house);
            house.until("exists (select from app.mail)");
            JsonNode kept = house.only();
            assertThat(house.shown().path("hasServer").asBoolean()).isFalse();
            assertThat(kept.path("state").asText()).isEqualTo("KEPT");
            assertThat(kept.path("recipient").asText()).isEqualTo(house.address());
            assertThat(kept.path("subject").asText()).isEqualTo("500 coins of yours will expire soon");
            String path = "/api/v1/admin/mail/" + kept.path("mailId").asText();
            assertThat(house.admin().get(path).body().path("plainText").asText())
                    .contains("500 coins that came as gifts");
            assertThat(house.admin().post(path + "/retry", null).status()).isEqualTo(409);
        }
    }
}
