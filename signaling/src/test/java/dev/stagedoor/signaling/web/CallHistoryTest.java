package dev.stagedoor.signaling.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import dev.stagedoor.signaling.Entitlements.CallKind;
import dev.stagedoor.signaling.Entitlements.EndReason;
import dev.stagedoor.signaling.Entitlements.Increment;
import dev.stagedoor.signaling.Entitlements.Receipt;
import dev.stagedoor.signaling.Entitlements.ReceiptPart;
import dev.stagedoor.signaling.MediaGateway.LegUsage;
import dev.stagedoor.signaling.Money;
import dev.stagedoor.signaling.calls.CallLog;
import dev.stagedoor.signaling.calls.CallTerms;
import dev.stagedoor.signaling.protocol.CallOutcome;
import dev.stagedoor.signaling.protocol.CallState;
import dev.stagedoor.signaling.protocol.CallView.Party;
import dev.stagedoor.signaling.store.CallTable;
import dev.stagedoor.signaling.store.Database;
import dev.stagedoor.signaling.web.Browser.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CallHistoryTest {
    private static final Instant BEGIN = Instant.parse("2026-01-05T10:16:00Z");
    private static final Money CHARGED = new Money(128_000, "COIN");

    private final TimeBasedEpochGenerator ids = Generators.timeBasedEpochGenerator();
    private TestServer server;
    private CallTable log;
    private Browser viewer;
    private Browser performer;

    @BeforeAll
    void start() {
        server = new TestServer();
        log = new CallTable(new Database(server.database, 2));
        viewer = server.newPerson("VIEWER");
        performer = server.newPerformer();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private UUID ringing() {
        return ringing(id(), BEGIN, viewer.id());
    }

    private UUID id() {
        return ids.generate();
    }

    private UUID ringing(UUID callId, Instant createdAt, UUID viewerId) {
        return ringing(callId, UUID.randomUUID(), createdAt, viewerId);
    }

    private UUID ringing(UUID callId, UUID quoteId, Instant createdAt, UUID viewerId) {
        log.opened(new CallTerms(
                callId,
                quoteId,
                CallKind.VIDEO,
                Increment.MINUTE,
                new Money(8_000, "COIN"),
                null,
                new Party(viewerId, "Somebody"),
                new Party(performer.id(), "Somebody"),
                createdAt));
        return callId;
    }

    private UUID completed() {
        UUID callId = ringing();
        log.moved(callId, CallState.ACTIVE, BEGIN.plusSeconds(9));
        log.ended(callId, ending(CallOutcome.COMPLETED));
        return callId;
    }

    private CallLog.Ending ending(CallOutcome outcome) {
        return new CallLog.Ending(
                outcome,
                EndReason.HANG_UP,
                BEGIN.plusSeconds(941),
                932_000,
                CHARGED,
                List.of(new LegUsage(viewer.id(), 1, 2, 3, 4, 5, 6)));
    }

    @Test
    void countsWhatAViewerLetRingAndNotWhatWasBooked() {
        UUID caller = server.newPerson("VIEWER").id();
        assertThat(log.nthNewest(caller, 1)).isNull();
        for (int hour = 0; hour < 3; hour++) {
            ringing(id(), BEGIN.plus(Duration.ofHours(hour)), caller);
        }
        UUID booked = id();
        ringing(booked, booked, BEGIN.plus(Duration.ofHours(3)), caller);
        assertThat(log.nthNewest(caller, 1)).isEqualTo(BEGIN.plus(Duration.ofHours(2)));
        assertThat(log.nthNewest(caller, 3)).isEqualTo(BEGIN);
        assertThat(log.nthNewest(caller, 4)).isNull();
    }

    @Test
    void showsACallToItsTwoSidesAndNobodyElse() {
        UUID callId = completed();
        Browser stranger = server.newPerson("VIEWER");

        Answer seen = viewer.get("/api/v1/calls/" + callId);

        assertThat(seen.body().path("outcome").asText()).isEqualTo("COMPLETED");
        assertThat(seen.body().path("deliveredMs").asLong()).isEqualTo(932_000);
        assertThat(performer.get("/api/v1/calls/" + callId).status()).isEqualTo(200);
        assertThat(stranger.get("/api/v1/calls/" + callId).code()).isEqualTo("CALL_NOT_FOUND");
        assertThat(stranger.get("/api/v1/calls").body().path("items")).isEmpty();
    }

    @Test
    void listsTheNewestFirstWhateverTheirIds() {
        Browser caller = server.newPerson("VIEWER");
        UUID newest = new UUID(1, 1);
        UUID middle = new UUID(3, 3);
        UUID oldest = new UUID(2, 2);
        for (UUID id : List.of(oldest, middle, newest)) {
            ringing(id, BEGIN.minusSeconds(id.getLeastSignificantBits() == 1 ? 0 : 60), caller.id());
        }

        List<String> seen = new ArrayList<>();
        String next = "";
        do {
            Answer page = caller.get("/api/v1/calls?limit=1" + next);
            seen.addAll(page.body().findValuesAsText("callId"));
            next = page.body().has("nextCursor")
                    ? "&cursor=" + page.body().path("nextCursor").asText()
                    : null;
        } while (next != null);

        assertThat(seen).containsExactly(newest.toString(), middle.toString(), oldest.toString());
    }

    @Test
    void keepsTheFirstEnding() {
        UUID callId = completed();

        log.ended(callId, ending(CallOutcome.FAILED));
        log.moved(callId, CallState.ACTIVE, BEGIN);

        assertThat(viewer.get("/api/v1/calls/" + callId).body().path("outcome").asText())
                .isEqualTo("COMPLETED");
    }

    @Test
    void knowsWhichCallsHaveNotEnded() {
        UUID open = ringing();
        UUID over = completed();

        assertThat(log.open()).contains(open).doesNotContain(over);
    }

    @Test
    void showsEachSideItsOwnFigureOfTheReceipt() {
        UUID callId = completed();
        server.entitlements.put(new Receipt(
                callId,
                viewer.id(),
                performer.id(),
                CallKind.VIDEO,
                Increment.MINUTE,
                new Money(8_000, "COIN"),
                List.of(new ReceiptPart(CallKind.VIDEO, new Money(8_000, "COIN"), 932_000, CHARGED)),
                932_000,
                960_000,
                CHARGED,
                new Money(0, "COIN"),
                new Money(5_760, "INR"),
                EndReason.HANG_UP,
                false,
                BEGIN.plusSeconds(9),
                BEGIN.plusSeconds(941)));

        Answer bought = viewer.get("/api/v1/calls/" + callId);
        Answer sold = performer.get("/api/v1/calls/" + callId);

        assertThat(bought.body()
                        .path("receipt")
                        .path("charged")
                        .path("amountMinor")
                        .asLong())
                .isEqualTo(128_000);
        assertThat(bought.body().path("receipt").has("earned")).isFalse();
        assertThat(sold.body()
                        .path("receipt")
                        .path("earned")
                        .path("amountMinor")
                        .asLong())
                .isEqualTo(5_760);
        assertThat(sold.body().path("receipt").has("charged")).isFalse();
    }

    @Test
    void countsOneRatingPerCallTheLastOne() {
        Browser other = server.newPerformer();
        UUID first = completedWith(other);
        UUID second = completedWith(other);

        rate(first, 1);
        rate(first, 4);
        rate(second, 5);

        Answer seen = viewer.get("/api/v1/performers/" + other.id());
        assertThat(seen.body().path("rating").asDouble()).isEqualTo(4.5);
        assertThat(seen.body().path("ratingCount").asInt()).isEqualTo(2);
        assertThat(viewer.get("/api/v1/calls/" + first)
                        .body()
                        .path("rating")
                        .path("stars")
                        .asInt())
                .isEqualTo(4);
    }

    private UUID completedWith(Browser other) {
        Browser before = performer;
        performer = other;
        UUID callId = completed();
        performer = before;
        return callId;
    }

    @Test
    void takesNoRatingOfACallThatWasNeverActiveOrIsSomebodyElses() {
        UUID missed = ringing();
        log.ended(missed, ending(CallOutcome.MISSED));
        UUID running = ringing();
        Browser stranger = server.newPerson("VIEWER");

        assertThat(rate(missed, 5).code()).isEqualTo("CALL_NOT_COMPLETED");
        assertThat(rate(running, 5).code()).isEqualTo("CALL_NOT_COMPLETED");
        assertThat(stranger.put("/api/v1/calls/" + completed() + "/rating", "{\"stars\": 1}")
                        .code())
                .isEqualTo("CALL_NOT_FOUND");
        assertThat(rate(completed(), 6).code()).isEqualTo("INVALID_REQUEST");
    }

    private Answer rate(UUID callId, int stars) {
        return viewer.put("/api/v1/calls/" + callId + "/rating", "{\"stars\": %d}".formatted(stars));
    }

    @Test
    void quotesAPerformerButNotOneself() {
        String body = "{\"performerId\": \"%s\", \"kind\": \"VIDEO\"}";

        Answer quote = viewer.post("/api/v1/calls/quotes", body.formatted(performer.id()));
        Answer self = viewer.post("/api/v1/calls/quotes", body.formatted(viewer.id()));
        Answer nobody = viewer.post("/api/v1/calls/quotes", body.formatted(UUID.randomUUID()));

        assertThat(quote.status()).isEqualTo(201);
        assertThat(quote.body().path("estimatedMinutes").asInt()).isEqualTo(15);
        assertThat(self.code()).isEqualTo("SELF_CALL");
        assertThat(nobody.code()).isEqualTo("NOT_FOUND");
    }
}
