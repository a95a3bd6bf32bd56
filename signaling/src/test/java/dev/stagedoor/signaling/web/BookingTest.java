package dev.stagedoor.signaling.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.signaling.BookingDesk.Outcome;
import dev.stagedoor.signaling.BookingDesk.Wish;
import dev.stagedoor.signaling.Entitlements.CallKind;
import dev.stagedoor.signaling.Money;
import dev.stagedoor.signaling.PurchaseRefusal;
import dev.stagedoor.signaling.web.Browser.Answer;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Bookings over HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BookingTest {
    @RegisterExtension
    private final Counterparts both = new Counterparts();

    private final TestServer server = both.server;
    private final Browser viewer = both.viewer;
    private final Browser performer = both.performer;

    @BeforeEach
    void acceptEverything() {
        server.bookings.next = null;
    }

    @ParameterizedTest
    @CsvSource({"AUDIO, 5000", "VIDEO, 8000"})
    void booksAtThePerformersRateAndNotAtOneThatTheViewerNames(CallKind kind, long rateMinor) {
        Answer answer = book(performer.id(), kind.name(), 30);
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.body().path("performerName").asText()).isEqualTo("Somebody");
        Wish wish = Objects.requireNonNull(server.bookings.asked);
        assertThat(wish.perMinute()).isEqualTo(new Money(rateMinor, "COIN"));
        assertThat(wish.viewerId()).isEqualTo(viewer.id());
        assertThat(wish.lengthMs()).isEqualTo(1_800_000);
        assertThat(answer.body().at("/price/amountMinor").asLong()).isEqualTo(30 * rateMinor);
    }

    @ParameterizedTest
    @CsvSource({"4, 400", "5, 201", "180, 201", "181, 400"})
    void booksReasonableLengths(int minutes, int status) {
        assertThat(book(performer.id(), "VIDEO", minutes).status()).isEqualTo(status);
    }

    @Test
    void booksOnlyPerformersAndNobodysOwnTime() {
        assertThat(book(UUID.randomUUID(), "VIDEO", 30).code()).isEqualTo("NOT_FOUND");
        assertThat(book(viewer.id(), "VIDEO", 30).code()).isEqualTo("SELF_PURCHASE");
    }

    @ParameterizedTest
    @CsvSource({"true, BOOKED", "false, CANCELLED"})
    void letsThePerformerAnswerAndNobodyElse(boolean accept, String state) {
        String id = book(performer.id(), "VIDEO", 30).body().path("bookingId").asText();
        String path = "/api/v1/performer/bookings/" + id + "/answer";
        String body = "{\"accept\": " + accept + "}";
        assertThat(server.newPerformer().post(path, body).status()).isEqualTo(404);
        assertThat(viewer.post(path, body).status()).isEqualTo(403);
        assertThat(performer.post(path, body).body().path("state").asText()).isEqualTo(state);
    }

    @Test
    void letsEitherSideSeeAndCancelIt() {
        for (Browser either : new Browser[] {viewer, performer}) {
            String id =
                    book(performer.id(), "VIDEO", 30).body().path("bookingId").asText();
            assertThat(either.get("/api/v1/bookings").body().findValuesAsText("bookingId"))
                    .contains(id);
            assertThat(server.newPerson("VIEWER").get("/api/v1/bookings").body().path("items"))
                    .isEmpty();
            String path = "/api/v1/bookings/" + id + "/cancel";
            assertThat(server.newPerson("VIEWER").post(path, null).status()).isEqualTo(404);
            assertThat(either.post(path, null).body().path("state").asText()).isEqualTo("CANCELLED");
        }
    }

    static Stream<Arguments> refusals() {
        Wish wish = new Wish(
                UUID.randomUUID(),
                UUID.randomUUID(),
                UUID.randomUUID(),
                CallKind.VIDEO,
                new Money(8_000, "COIN"),
                Instant.EPOCH,
                60_000);
        return Stream.of(
                Arguments.of(
                        new Outcome.Refused(new PurchaseRefusal.InsufficientFunds(
                                new Money(240_000, "COIN"), new Money(0, "COIN"))),
                        409,
                        "INSUFFICIENT_FUNDS"),
                Arguments.of(new Outcome.Overlaps(), 409, "OVERLAPS"),
                Arguments.of(new Outcome.TooLate(), 422, "TOO_LATE"),
                Arguments.of(new Outcome.TooFarAhead(Instant.EPOCH), 422, "TOO_FAR_AHEAD"),
                Arguments.of(new Outcome.Closed(TestBookings.booking(wish, "RUNNING")), 409, "BOOKING_CLOSED"),
                Arguments.of(new Outcome.Unknown(), 404, "NOT_FOUND"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void saysInAProblemWhyNot(Outcome outcome, int status, String code) {
        server.bookings.next = outcome;
        Answer answer = book(performer.id(), "VIDEO", 30);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.body().path("detail").asText()).isNotEmpty().doesNotContainPattern("\\dT\\d");
    }

    private Answer book(UUID performerId, String kind, int minutes) {
        return viewer.post("/api/v1/bookings", """
                {"bookingId": "%s", "performerId": "%s", "kind": "%s", "startsAt": "2030-01-07T10:00:00Z",
                 "lengthMinutes": %d}""".formatted(UUID.randomUUID(), performerId, kind, minutes));
    }
}
