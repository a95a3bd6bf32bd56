package dev.stagedoor.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stagedoor.server.Caller.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** What a viewer and a performer ask of each other, besides calls, through the server. */
record SaleSteps(Caller asha, Caller maya) {
    Answer subscribe(String id, String what) {
        return asha.post("/api/v1/subscriptions", "{\"subscriptionId\": \"%s\", %s}".formatted(id, what));
    }

    JsonNode change(String id, String action) {
        return asha.post("/api/v1/subscriptions/" + id + "/change", "{\"action\": \"" + action + "\"}")
                .body();
    }

    Answer book(int hoursAhead) {
        return bookIn(Duration.ofHours(hoursAhead).plusSeconds(60));
    }

    Answer bookIn(Duration ahead) {
        Instant start = Instant.now().plus(ahead);
        return asha.post("/api/v1/bookings", """
                {"bookingId": "%s", "performerId": "%s", "kind": "VIDEO", "startsAt": "%s", "lengthMinutes": 5}
                """.formatted(newId(), maya.id(), start));
    }

    Answer answer(String bookingId, boolean accept) {
        return maya.post("/api/v1/performer/bookings/" + bookingId + "/answer", "{\"accept\": " + accept + "}");
    }

    String announce(String kind, long amountMinor, String more) {
        String id = newId();
        Answer answer = maya.post("/api/v1/performer/events", """
                {"eventId": "%s", "kind": "%s", "title": "Ragas at dusk", "amount": %s, "closesAt": "%s"%s}
                """.formatted(
                        id, kind, money(amountMinor), Instant.now().plus(Duration.ofDays(1)), more));
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(201);
        return id;
    }

    Answer buy(String event, String ticket, long amountMinor) {
        return asha.post(
                "/api/v1/events/" + event + "/tickets",
                "{\"ticketId\": \"%s\", \"amount\": %s}".formatted(ticket, money(amountMinor)));
    }

    static String money(long amountMinor) {
        return "{\"amountMinor\": " + amountMinor + ", \"currency\": \"COIN\"}";
    }

    static String newId() {
        return UUID.randomUUID().toString();
    }

    long coins(String which) {
        return asha.get("/api/v1/wallet").body().path(which).path("amountMinor").asLong();
    }

    long earned() {
        return maya.get("/api/v1/performer/earnings")
                .body()
                .at("/total/amountMinor")
                .asLong();
    }
}
