package dev.stagedoor.signaling.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.signaling.SettlementDesk;
import dev.stagedoor.signaling.web.Browser.Answer;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Settlements of payment providers over HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProviderSettlementsTest {
    private static final String IMPORTS = "/api/v1/admin/payments/settlements";
    private static final String LINES = "/api/v1/admin/payments/settlement-lines";

    private TestServer server;
    private Browser finance;

    @BeforeAll
    void start() {
        server = new TestServer();
        server.admin();
        finance = server.finance();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private static String file(String content) {
        return "{\"provider\": \"stripe\", \"fileName\": \"march.csv\", \"content\": \"%s\"}".formatted(content);
    }

    @Test
    void takesAFileThatIsLargerThanOtherRequests() {
        server.settlements.next = new SettlementDesk.Outcome.Imported(1, 0, 0, 1);
        Answer answer = finance.post(IMPORTS, file("x".repeat(1_500_000)));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("differing").asInt()).isEqualTo(1);
        assertThat(server.settlements.asked).isEqualTo("stripe march.csv 1500000 " + finance.id());
        assertThat(finance.post(IMPORTS, file("x".repeat(2_200_000))).code()).isEqualTo("PAYLOAD_TOO_LARGE");
        assertThat(finance.post(LINES + "/7/note", file("x".repeat(300_000))).code())
                .isEqualTo("PAYLOAD_TOO_LARGE");
    }

    @Test
    void readsNoLargeFileOfStrangers() {
        assertThat(server.anybody().post(IMPORTS, file("x".repeat(300_000))).code())
                .isEqualTo("PAYLOAD_TOO_LARGE");
        assertThat(server.newPerson("VIEWER")
                        .post(IMPORTS, file("x".repeat(300_000)))
                        .code())
                .isEqualTo("PAYLOAD_TOO_LARGE");
        assertThat(server.newPerson("VIEWER").post(IMPORTS, file("x")).code()).isEqualTo("FORBIDDEN");
    }

    @Test
    void saysWhatIsWrongWithAFile() {
        server.settlements.next = new SettlementDesk.Outcome.Refused(List.of("line 2: day is empty", "line 3: x"));
        Answer answer = finance.post(IMPORTS, file("x"));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.code()).isEqualTo("SETTLEMENT_REFUSED");
        assertThat(answer.body().path("detail").asText()).contains("line 2: day is empty; line 3: x");
    }

    @Test
    void showsImportsAndLines() {
        assertThat(finance.get(IMPORTS).body().at("/items/0/fileName").asText()).isEqualTo("march.csv");
        assertThat(finance.get(LINES + "?which=OPEN")
                        .body()
                        .at("/items/0/net/amountMinor")
                        .asLong())
                .isEqualTo(9_603);
        assertThat(server.settlements.asked).isEqualTo("open true");
        finance.get(LINES);
        assertThat(server.settlements.asked).isEqualTo("open false");
    }

    @Test
    void closesALineWithANoteOfWhoHasLooked() {
        assertThat(finance.post(LINES + "/7/note", "{\"note\": \"another shop\"}")
                        .status())
                .isEqualTo(204);
        assertThat(server.settlements.asked).isEqualTo(finance.id() + " another shop");
        assertThat(finance.post(LINES + "/8/note", "{\"note\": \"another shop\"}")
                        .code())
                .isEqualTo("NOT_FOUND");
        assertThat(finance.post(LINES + "/7/note", "{\"note\": \"\"}").status()).isEqualTo(400);
    }
}
