package dev.stagedoor.signaling.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stagedoor.signaling.protocol.CloseCode;
import dev.stagedoor.signaling.protocol.Outages;
import dev.stagedoor.signaling.protocol.Presence;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SessionTest {
    private final Theatre theatre = new Theatre();

    @Test
    void helloComesFirst() {
        Client client = theatre.client();
        assertThat(client.codeOf("{'type':'presence.watch'}")).isEqualTo("UNAUTHENTICATED");
        JsonNode welcome = client.hello("vera/900");
        assertThat(welcome.path("userId").asText()).isEqualTo(theatre.vera.toString());
        assertThat(welcome.path("resumed").asBoolean()).isFalse();
        assertThat(welcome.has("activeCall")).isFalse();
        assertThat(client.codeOf("{'type':'hello','token':'vera/900'}")).isEqualTo("CONFLICT");
    }

    @Test
    void whoSaysNothingIsClosed() {
        Client client = theatre.client();
        theatre.time.advance(Duration.ofSeconds(10));
        assertThat(client.closed).isEqualTo(CloseCode.POLICY_VIOLATION);
    }

    @ParameterizedTest
    @CsvSource({"vera/0, TOKEN_EXPIRED", "forged, UNAUTHENTICATED"})
    void aTokenThatIsNoGoodIsRefusedAndMayBeReplaced(String token, String code) {
        Client client = theatre.client();
        assertThat(client.codeOf("{'type':'hello','token':'" + token + "'}")).isEqualTo(code);
        client.hello("vera/900");
    }

    @Test
    void aTokenIsRenewedInTimeOrTheConnectionCloses() {
        Client client = theatre.client("vera");
        theatre.time.advance(Duration.ofMinutes(14));
        assertThat(client.events("token.expiring"))
                .singleElement()
                .satisfies(event -> assertThat(event.path("inSeconds").asLong()).isEqualTo(60));
        client.must("{'type':'token.renew','token':'vera/1800'}");
        theatre.time.advance(Duration.ofSeconds(899));
        assertThat(client.closed).isNull();
        theatre.time.advance(Duration.ofSeconds(61));
        assertThat(client.closed).isEqualTo(CloseCode.TOKEN_EXPIRED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'call.request','quoteId':'QUOTE'}",
                "{'type':'tip.send','tipId':'01989f4e-7a10-7b3c-9d55-2f1f6f0a1c77','performerId':'PETER',"
                        + "'amount':{'amountMinor':1000,'currency':'COIN'}}"
            })
    void whileTheDatabaseIsAwayMessagesMayBeSentAgainAndCountOnce(String message) {
        theatre.performer();
        Client client = theatre.client("vera");
        String whole = message.replace("QUOTE", theatre.quote().toString()).replace("PETER", theatre.peter.toString());
        theatre.billing.away(true);
        JsonNode refused = client.ask(whole).path("error");
        assertThat(refused.path("code").asText()).isEqualTo("UNAVAILABLE");
        assertThat(refused.path("detail").asText()).isEqualTo(Outages.WORDS);
        theatre.billing.away(false);
        client.must(whole);
    }

    @Test
    void aTokenOfSomebodyElseDoesNotRenew() {
        Client client = theatre.client("vera");
        assertThat(client.codeOf("{'type':'token.renew','token':'peter/1800'}")).isEqualTo("FORBIDDEN");
    }

    @Test
    void whatWasMissedIsReplayedOnceAndInOrder() {
        Client first = theatre.client();
        String sessionId = first.hello("vera/900").path("sessionId").asText();
        theatre.billing.give(theatre.vera, 1);
        long lastSeq = first.events("wallet.changed").getLast().path("seq").asLong();
        theatre.performer();
        theatre.ring(first);
        first.disconnect();
        theatre.time.advance(Duration.ofSeconds(1));

        Client second = theatre.client();
        JsonNode welcome = second.must("{'type':'hello','token':'vera/900','resume':{'sessionId':'" + sessionId
                + "','lastSeq':" + lastSeq + "}}");
        assertThat(welcome.path("resumed").asBoolean()).isTrue();
        assertThat(welcome.path("activeCall").path("state").asText()).isEqualTo("RINGING");
        assertThat(second.received.getFirst().path("type").asText()).isEqualTo("reply");
        assertThat(second.received.subList(1, second.received.size()))
                .isNotEmpty()
                .allSatisfy(event -> assertThat(event.path("seq").asLong()).isGreaterThan(lastSeq))
                .isSortedAccordingTo((a, b) ->
                        Long.compare(a.path("seq").asLong(), b.path("seq").asLong()));
    }

    @ParameterizedTest(name = "after {0} s, lastSeq {1}, as {2}: {3}")
    @CsvSource({
        "59, 0, vera, true",
        "61, 0, vera, false",
        "1, 99, vera, false",
        "1, 0, peter, false",
    })
    void aSessionIsResumedByItsPersonWithinAMinuteOnly(int afterSeconds, long lastSeq, String name, boolean resumed) {
        Client first = theatre.client();
        String sessionId = first.hello("vera/900").path("sessionId").asText();
        first.disconnect();
        theatre.time.advance(Duration.ofSeconds(afterSeconds));
        JsonNode welcome = theatre.client()
                .must("{'type':'hello','token':'" + name + "/900','resume':{'sessionId':'" + sessionId + "','lastSeq':"
                        + lastSeq + "}}");
        assertThat(welcome.path("resumed").asBoolean()).isEqualTo(resumed);
        assertThat(welcome.path("sessionId").asText().equals(sessionId)).isEqualTo(resumed);
    }

    @Test
    void resumingTakesTheSessionFromTheOlderConnection() {
        Client first = theatre.client();
        String sessionId = first.hello("vera/900").path("sessionId").asText();
        Client second = theatre.client();
        second.must("{'type':'hello','token':'vera/900','resume':{'sessionId':'" + sessionId + "','lastSeq':0}}");
        assertThat(first.closed).isEqualTo(CloseCode.REPLACED);
        theatre.billing.give(theatre.vera, 1);
        assertThat(second.events("wallet.changed")).hasSize(1);
    }

    @Test
    void aPerformerWhoVanishesIsOfflineWithinTenSeconds() {
        Client watcher = theatre.client("vera");
        watcher.must("{'type':'presence.watch'}");
        // Whenever within the ping's rhythm it happens.
        for (int offsetMs = 0; offsetMs < 2_800; offsetMs += 400) {
            Client performer = theatre.performer();
            theatre.time.advance(Duration.ofMillis(8_400 + offsetMs));
            performer.vanished = true;
            theatre.time.advance(Duration.ofSeconds(10));
            assertThat(theatre.presence.presenceOf(theatre.peter)).isEqualTo(Presence.OFFLINE);
            assertThat(watcher.events("presence.changed")
                            .getLast()
                            .path("presence")
                            .asText())
                    .isEqualTo("OFFLINE");
        }
    }

    @Test
    void aReloadIsNotSeenByOthers() {
        Client watcher = theatre.client("vera");
        Client performer = theatre.performer();
        watcher.must("{'type':'presence.watch'}");
        performer.disconnect();
        theatre.time.advance(Duration.ofMillis(900));
        theatre.client("peter");
        theatre.time.advance(Duration.ofSeconds(10));
        assertThat(watcher.events("presence.changed")).isEmpty();
        assertThat(theatre.presence.presenceOf(theatre.peter)).isEqualTo(Presence.ONLINE);
    }

    @Test
    void whoWatchesLearnsWhoIsThereAndWhoComes() {
        theatre.performer();
        Client watcher = theatre.client("vera");
        assertThat(watcher.must("{'type':'presence.watch'}").path("performers"))
                .singleElement()
                .satisfies(one -> assertThat(one.path("presence").asText()).isEqualTo("ONLINE"));
        theatre.client("peter").must("{'type':'presence.set','status':'AWAY'}");
        assertThat(watcher.events("presence.changed").getLast().path("presence").asText())
                .isEqualTo("AWAY");
        assertThat(watcher.codeOf("{'type':'presence.set','status':'ONLINE'}")).isEqualTo("FORBIDDEN");
    }

    @Test
    void messagesWithoutMeaningAreAnsweredUntilThereAreTooMany() {
        Client client = theatre.client("vera");
        for (int i = 0; i < 3; i++) {
            client.tell("{{{");
            theatre.time.advance(Duration.ofSeconds(1));
        }
        assertThat(client.events("reply")).hasSize(4).last().satisfies(reply -> {
            assertThat(reply.path("replyTo").isNull()).isTrue();
            assertThat(reply.path("error").path("code").asText()).isEqualTo("INVALID_REQUEST");
        });
        for (int i = 0; i < 4; i++) {
            client.tell("{{{");
        }
        assertThat(client.closed).isEqualTo(CloseCode.POLICY_VIOLATION);
    }

    @Test
    void whoTalksTooMuchIsToldSo() {
        Client client = theatre.client("vera");
        for (int i = 0; i < 99; i++) {
            client.must("{'type':'presence.watch'}");
        }
        assertThat(client.codeOf("{'type':'presence.watch'}")).isEqualTo("RATE_LIMITED");
        theatre.time.advance(Duration.ofSeconds(1));
        client.must("{'type':'presence.watch'}");
        assertThat(client.closed).isNull();
    }

    @Test
    void theOldestOfTooManySessionsGivesWay() {
        Client first = theatre.client("vera");
        for (int i = 0; i < 16; i++) {
            theatre.client("vera");
        }
        assertThat(first.closed).isEqualTo(CloseCode.REPLACED);
        theatre.billing.give(theatre.vera, 1);
        assertThat(first.events("wallet.changed")).isEmpty();
    }

    @Test
    void aTipIsBookedAndAnnouncedOnceHoweverOftenItIsSent() {
        Client performer = theatre.performer();
        Client viewer = theatre.client("vera");
        String tip = "{'type':'tip.send','tipId':'" + UUID.randomUUID() + "','performerId':'" + theatre.peter
                + "','amount':{'amountMinor':20000,'currency':'COIN'},'message':'lovely'}";
        for (int i = 0; i < 5; i++) {
            assertThat(viewer.must(tip).path("available").path("amountMinor").asLong())
                    .isEqualTo(80_000);
        }
        assertThat(performer.events("tip.received"))
                .singleElement()
                .satisfies(event -> assertThat(event.path("fromName").asText()).isEqualTo("vera"));
        assertThat(viewer.events("tip.received")).hasSize(1);
        assertThat(viewer.codeOf(tip.replace("20000", "30000"))).isEqualTo("CONFLICT");
    }

    @Test
    void aPrivateMessageOfATipReachesThePerformerAlone() {
        Client performer = theatre.performer();
        Client viewer = theatre.client("vera");
        String tip = "{'type':'tip.send','tipId':'" + UUID.randomUUID() + "','performerId':'" + theatre.peter
                + "','amount':{'amountMinor':20000,'currency':'COIN'},'message':'call me Ishmael','privateMessage':true}";
        viewer.must(tip);
        viewer.must(tip.replaceAll("'tipId':'[^']*'", "'tipId':'" + UUID.randomUUID() + "'")
                .replace("call me Ishmael", ""));

        assertThat(performer.events("tip.received").stream()
                        .map(event -> event.path("message").asText() + " "
                                + event.path("privateMessage").asBoolean()))
                .containsExactly("call me Ishmael true", " false");
        assertThat(viewer.events("tip.received").stream()
                        .map(event -> event.path("message").asText() + " "
                                + event.path("privateMessage").asBoolean()))
                .containsExactly(" true", " false");
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "'amountMinor':200000, INSUFFICIENT_FUNDS",
                "'currency':'INR', INVALID_REQUEST",
                "'performerId':'00000000-0000-0000-0000-000000000001', NOT_FOUND",
                "'callId':'00000000-0000-0000-0000-000000000001', CALL_NOT_FOUND",
            })
    void aTipThatCannotBeGivenIsRefused(String field, String code) {
        Client viewer = theatre.client("vera");
        String name = field.substring(0, field.indexOf(':') + 1);
        String tip = "{'type':'tip.send','tipId':'" + UUID.randomUUID() + "','performerId':'" + theatre.peter
                + "','callId':null,'amount':{'amountMinor':20000,'currency':'COIN'},'anonymous':true}";
        assertThat(viewer.codeOf(tip.replaceFirst(name + "[^,}]*", field))).isEqualTo(code);
    }

    @Test
    void linesOfACallReachBothSidesWhileItRuns() {
        Client performer = theatre.performer();
        Client viewer = theatre.client("vera");
        String callId = theatre.ring(viewer);
        String line = "{'type':'chat.send','callId':'" + callId + "','text':'hi'}";
        assertThat(viewer.codeOf(line)).isEqualTo("CALL_NOT_FOUND");
        performer.must("{'type':'call.accept','callId':'" + callId + "'}");
        viewer.must(line);
        viewer.must("{'type':'media.state','callId':'" + callId + "','audio':true,'video':false}");
        assertThat(performer.events("chat.message")).hasSize(1);
        assertThat(viewer.events("chat.message")).hasSize(1);
        assertThat(performer.events("media.state")).hasSize(1);
        assertThat(viewer.events("media.state")).isEmpty();
        viewer.must("{'type':'call.end','callId':'" + callId + "'}");
        assertThat(viewer.codeOf(line)).isEqualTo("CALL_NOT_FOUND");
    }

    @Test
    void aStoppingServerEndsCallsAndSaysGoodbye() {
        Client performer = theatre.performer();
        Client viewer = theatre.client("vera");
        theatre.ring(viewer);
        assertThat(theatre.realtime.stop()).isCompleted();
        assertThat(viewer.events("call.ended")).hasSize(1);
        assertThat(viewer.closed).isEqualTo(CloseCode.GOING_AWAY);
        assertThat(performer.closed).isEqualTo(CloseCode.GOING_AWAY);
    }
}
