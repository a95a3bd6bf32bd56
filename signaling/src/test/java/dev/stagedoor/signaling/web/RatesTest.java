package dev.stagedoor.signaling.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stagedoor.signaling.web.Browser.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What performers may charge, over HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RatesTest {
    private TestServer server;

    @BeforeAll
    void start() {
        server = new TestServer();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    /** The tier allows 1 to 50 coins for audio, 1 to 80 for video. */
    @ParameterizedTest(name = "{0} and {1} thousandths of a coin: {2} {3}")
    @CsvSource({
        "1000,  1000,  200, ''",
        "50000, 80000, 200, ''",
        "999,   8000,  422, #/audioRate must be 1 to 50 coins a minute",
        "50001, 8000,  422, #/audioRate must be 1 to 50 coins a minute",
        "5000,  999,   422, #/videoRate must be 1 to 80 coins a minute",
        "5000,  80001, 422, #/videoRate must be 1 to 80 coins a minute",
    })
    void refusesRatesOutsideTheBoundsOfTheTier(long audio, long video, int status, String fault) {
        Browser performer = server.newPerformer();
        Answer answer = performer.put("/api/v1/me/performer", """
                {"bio": "Dearer", "increment": "MINUTE",
                 "audioRate": {"amountMinor": %d, "currency": "COIN"},
                 "videoRate": {"amountMinor": %d, "currency": "COIN"}}
                """.formatted(audio, video));
        assertThat(answer.status()).isEqualTo(status);
        JsonNode first = answer.body().path("errors").path(0);
        assertThat((first.path("pointer").asText() + " " + first.path("detail").asText()).strip())
                .isEqualTo(fault);
        if (status == 422) {
            assertThat(answer.code()).isEqualTo("RATE_OUT_OF_BOUNDS");
            assertThat(answer.body().path("detail").asText()).contains("regular", "1 to 50", "1 to 80");
        }
        Answer kept = performer.get("/api/v1/performers/" + performer.id());
        assertThat(kept.body().at("/videoRate/amountMinor").asLong()).isEqualTo(status == 200 ? video : 8_000);
    }

    @Test
    void tellsPerformersBetweenWhatTheyMayChoose() {
        Answer bounds = server.newPerformer().get("/api/v1/me/performer/rate-bounds");
        assertThat(bounds.body().path("tier").asText()).isEqualTo("regular");
        assertThat(bounds.body().at("/audio/maximum/amountMinor").asLong()).isEqualTo(50_000);
        assertThat(bounds.body().at("/video/minimum/amountMinor").asLong()).isEqualTo(1_000);
        assertThat(server.newPerson("VIEWER")
                        .get("/api/v1/me/performer/rate-bounds")
                        .status())
                .isEqualTo(403);
    }
}
