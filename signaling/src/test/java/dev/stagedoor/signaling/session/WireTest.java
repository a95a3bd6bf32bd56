package dev.stagedoor.signaling.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stagedoor.signaling.Entitlements.CallKind;
import dev.stagedoor.signaling.calls.Offers;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Whole calls as the wire sees them. */
class WireTest {
    private static final String[] TYPES = {
        "presence.set",
        "presence.watch",
        "call.request",
        "call.accept",
        "call.decline",
        "call.cancel",
        "call.end",
        "switch.request",
        "switch.accept",
        "switch.decline",
        "media.offer",
        "media.state",
        "tip.send",
        "chat.send",
        "token.renew",
        "hello",
        "no.such"
    };

    private final Theatre theatre = new Theatre();

    @Test
    void aWholeCallFromHelloToReceipt() {
        Client performer = theatre.performer();
        Client viewer = theatre.client("vera");
        UUID callId = connect(viewer, performer);
        pass(callId, Duration.ofSeconds(95));
        viewer.must("{'type':'call.end','callId':'" + callId + "'}");

        Set<String> told = viewer.received.stream()
                .map(frame -> frame.path("type").asText())
                .collect(Collectors.toSet());
        assertThat(told).contains("reply", "call.state", "call.meter", "call.ended");
        assertThat(performer.events("call.incoming")).hasSize(1);
        JsonNode receipt = viewer.events("call.ended").getFirst().path("receipt");
        assertThat(receipt.path("deliveredMs").asLong()).isEqualTo(95_000);
        assertThat(receipt.path("charged").path("amountMinor").asLong()).isEqualTo(20_000);
        assertThat(performer.events("call.ended").getFirst().path("receipt").has("charged"))
                .isFalse();
        List<Long> numbers = viewer.received.stream()
                .filter(frame -> frame.has("seq"))
                .map(frame -> frame.path("seq").asLong())
                .toList();
        for (int i = 0; i < numbers.size(); i++) {
            assertThat(numbers.get(i)).isEqualTo(i + 1);
        }
    }

    @Test
    void aTabThatIsReloadedFindsItsCallAgain() {
        Client performer = theatre.performer();
        Client viewer = theatre.client("vera");
        UUID callId = connect(viewer, performer);
        pass(callId, Duration.ofSeconds(10));
        viewer.disconnect();
        theatre.media.flow(callId, false);
        theatre.media.transport(callId, theatre.vera, false);
        pass(callId, Duration.ofSeconds(8));
        assertThat(performer.events("call.paused")).hasSize(1);

        Client again = theatre.client();
        assertThat(again.hello("vera/900").path("activeCall").path("callId").asText())
                .isEqualTo(callId.toString());
        again.must(offer(callId));
        theatre.media.transport(callId, theatre.vera, true);
        theatre.media.flow(callId, true);
        pass(callId, Duration.ofSeconds(5));
        assertThat(performer.events("call.resumed")).hasSize(1);
        again.must("{'type':'call.end','callId':'" + callId + "'}");
        assertThat(again.events("call.ended")
                        .getFirst()
                        .path("receipt")
                        .path("deliveredMs")
                        .asLong())
                .isEqualTo(15_000);
    }

    @Test
    void nonsenseDoesNotDisturbARunningCall() {
        Client performer = theatre.performer();
        Client viewer = theatre.client("vera");
        UUID callId = connect(viewer, performer);
        Client vandal = theatre.client("victor");
        for (int i = 0; i < 20; i++) {
            vandal.tell("[".repeat(2_000));
            vandal.tell("{'id':'x','type':'call.end','callId':'" + callId + "'}");
            pass(callId, Duration.ofSeconds(1));
        }
        assertThat(viewer.events("call.paused")).isEmpty();
        assertThat(viewer.events("call.meter")).hasSizeBetween(19, 21);
    }

    @RepeatedTest(10)
    void anyMessagesInAnyOrderAreAnsweredOnceEach(RepetitionInfo repetition) {
        long seed = 0xca11L + repetition.getCurrentRepetition();
        Random random = new Random(seed);
        Client[] clients = {
            theatre.performer(), theatre.client("vera"), theatre.client("vera"), theatre.client("victor")
        };
        theatre.billing.give(theatre.people.viewer("victor"), 1_000);
        for (int i = 0; i < 300; i++) {
            Client client = clients[random.nextInt(clients.length)];
            JsonNode call = theatre.realtime.calls().current(theatre.peter) == null
                    ? null
                    : clients[0].received.stream()
                            .filter(frame -> frame.has("call"))
                            .reduce((_, last) -> last)
                            .map(frame -> frame.path("call").path("callId"))
                            .orElse(null);
            UUID callId = call == null ? UUID.randomUUID() : UUID.fromString(call.asText());
            JsonNode reply = client.ask(randomMessage(random, callId));
            assertThat(reply.path("error").path("code").asText())
                    .as("seed %d", seed)
                    .isNotEqualTo("INTERNAL");
            theatre.time.advance(Duration.ofMillis(random.nextInt(2_000)));
            theatre.media.transport(callId, theatre.vera, random.nextBoolean());
            theatre.media.flow(callId, random.nextBoolean());
            theatre.media.report(callId);
            for (Client each : clients) {
                assertThat(each.closed).as("seed %d", seed).isNull();
            }
        }
        assertThat(theatre.realtime.stop()).isCompleted();
        assertThat(theatre.billing.coins(theatre.vera)).isNotNegative();
    }

    private String randomMessage(Random random, UUID callId) {
        String type = TYPES[random.nextInt(TYPES.length)];
        String head = "{'type':'" + type + "'";
        String about = ",'callId':'" + callId + "'";
        return head
                + switch (type) {
                    case "presence.set" -> ",'status':'" + (random.nextInt(4) > 0 ? "ONLINE" : "AWAY") + "'}";
                    case "call.request" -> ",'quoteId':'" + theatre.quote() + "'}";
                    case "call.accept", "call.decline", "call.cancel", "call.end" -> about + "}";
                    case "switch.request", "switch.accept", "switch.decline" ->
                        about + ",'kind':'" + (random.nextBoolean() ? CallKind.AUDIO : CallKind.VIDEO) + "'}";
                    case "media.offer" -> offer(callId).substring(head.length());
                    case "media.state" -> about + ",'audio':true,'video':" + random.nextBoolean() + "}";
                    case "tip.send" ->
                        ",'tipId':'" + new UUID(0, random.nextInt(5)) + "','performerId':'" + theatre.peter
                                + "','amount':{'amountMinor':1000,'currency':'COIN'}}";
                    case "chat.send" -> about + ",'text':'hello'}";
                    case "token.renew", "hello" -> ",'token':'vera/900'}";
                    default -> "}";
                };
    }

    private UUID connect(Client viewer, Client performer) {
        UUID callId = UUID.fromString(theatre.ring(viewer));
        performer.must("{'type':'call.accept','callId':'" + callId + "'}");
        assertThat(viewer.must(offer(callId)).path("sdp").asText()).startsWith("v=0\r\n");
        performer.must(offer(callId));
        theatre.media.transport(callId, theatre.vera, true);
        theatre.media.transport(callId, theatre.peter, true);
        theatre.media.flow(callId, true);
        theatre.media.report(callId);
        return callId;
    }

    private void pass(UUID callId, Duration duration) {
        for (Duration left = duration; left.isPositive(); left = left.minusMillis(250)) {
            theatre.time.advance(Duration.ofMillis(250));
            theatre.media.report(callId);
        }
    }

    private static String offer(UUID callId) {
        return "{'type':'media.offer','callId':'" + callId + "','sdp':'"
                + Offers.audioAndVideo().replace("\r\n", "\\r\\n") + "'}";
    }
}
