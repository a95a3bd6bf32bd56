package dev.stagedoor.signaling.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.signaling.Money;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageDecoderTest {
    private static final String ID = "01890a5d-ac96-774b-bcce-b302099a8057";
    private static final String[] MESSAGES = {
        "{'id':'c1','type':'hello','token':'t'}",
        "{'id':'c1','type':'hello','token':'t','resume':null}",
        "{'id':'c1','type':'hello','token':'t','resume':{'sessionId':'" + ID + "','lastSeq':17}}",
        "{'id':'c1','type':'token.renew','token':'t'}",
        "{'id':'c1','type':'presence.set','status':'AWAY'}",
        "{'id':'c1','type':'presence.watch'}",
        "{'id':'c1','type':'call.request','quoteId':'" + ID + "'}",
        "{'id':'c1','type':'call.accept','callId':'" + ID + "'}",
        "{'id':'c1','type':'call.decline','callId':'" + ID + "'}",
        "{'id':'c1','type':'call.cancel','callId':'" + ID + "'}",
        "{'id':'c1','type':'call.end','callId':'" + ID + "'}",
        "{'id':'c1','type':'media.offer','callId':'" + ID + "','sdp':'v=0\\r\\n'}",
        "{'id':'c1','type':'media.state','callId':'" + ID + "','audio':true,'video':false}",
        "{'id':'c1','type':'tip.send','tipId':'" + ID + "','performerId':'" + ID
                + "','amount':{'amountMinor':5000,'currency':'COIN'}}",
        "{'id':'c1','type':'tip.send','tipId':'" + ID + "','performerId':'" + ID + "','callId':'" + ID
                + "','amount':{'amountMinor':5000,'currency':'COIN'},'message':'wow','anonymous':true,'privateMessage':true}",
        "{'id':'c1','type':'chat.send','callId':'" + ID + "','text':'h\u00e9 \ud83d\ude00'}",
    };

    private final MessageDecoder decoder = new MessageDecoder();
    private final Schema schema = new Schema();

    @Test
    void everyMessageIsUnderstood() {
        for (String message : MESSAGES) {
            assertThat(decode(message)).as(message).isInstanceOf(Decoded.Message.class);
            assertThat(schema.allows("clientMessage", message.replace('\'', '"')))
                    .as(message)
                    .isTrue();
        }
    }

    @Test
    void fieldsArriveWhereTheyBelong() {
        UUID id = UUID.fromString(ID);
        assertThat(decode(MESSAGES[2]))
                .isEqualTo(new Decoded.Message(
                        "c1", "hello", new ClientMessage.Hello("t", new ClientMessage.Resume(id, 17))));
        assertThat(decode(MESSAGES[13]))
                .isEqualTo(new Decoded.Message(
                        "c1",
                        "tip.send",
                        new ClientMessage.TipSend(id, id, null, null, new Money(5000, "COIN"), "", false, false)));
        assertThat(decode(MESSAGES[14]))
                .isEqualTo(new Decoded.Message(
                        "c1",
                        "tip.send",
                        new ClientMessage.TipSend(id, id, id, null, new Money(5000, "COIN"), "wow", true, true)));
    }

    @ParameterizedTest(name = "{0} → {2} {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "-",
            value = {
                "{'type':'hello','token':'t'}                                   | /id             | -",
                "{'id':7,'type':'hello','token':'t'}                            | /id             | -",
                "{'id':'','type':'hello','token':'t'}                           | /id             | -",
                "{'id':'c','token':'t'}                                         | /type           | c",
                "{'id':'c','type':'call.explode'}                               | /type           | c",
                "{'id':'c','type':'hello'}                                      | /token          | c",
                "{'id':'c','type':'hello','token':null}                         | /token          | c",
                "{'id':'c','type':'hello','token':'t','x':1}                    | /x              | c",
                "{'id':'c','type':'hello','token':'t','a/~b':1}                 | /a~1~0b         | c",
                "{'id':'c','type':'hello','token':'t','resume':[]}              | /resume         | c",
                "{'id':'c','type':'hello','token':'t','resume':{}}              | /resume/sessionId | c",
                "{'id':'c','type':'hello','token':'t','resume':{'sessionId':'1-1-1-1-1','lastSeq':1}} | /resume/sessionId | c",
                "{'id':'c','type':'presence.set','status':'BUSY'}               | /status         | c",
                "{'id':'c','type':'presence.set','status':'online'}             | /status         | c",
                "{'id':'c','type':'call.end','callId':true}                     | /callId         | c",
                "{'id':'c','type':'chat.send','callId':'01890a5d-ac96-774b-bcce-b302099a8057','text':''} | /text | c",
                "{'id':'c','type':'chat.send','callId':'01890a5d-ac96-774b-bcce-b302099a8057','text':'\\u0000'} | /text | c",
                "{'id':'c','type':'chat.send','callId':'01890a5d-ac96-774b-bcce-b302099a8057','text':'\\ud800'} | /text | c",
                "{'id':'c','type':'media.state','callId':'01890a5d-ac96-774b-bcce-b302099a8057','audio':1,'video':true} | /audio | c",
            })
    void theFirstFaultIsNamedByPointer(String text, String pointer, String replyTo) {
        assertThat(decode(text)).isInstanceOfSatisfying(Decoded.Malformed.class, malformed -> {
            assertThat(malformed.pointer()).isEqualTo(pointer);
            assertThat(malformed.replyTo()).isEqualTo(replyTo);
            assertThat(malformed.detail()).isNotBlank();
        });
        // What the server refuses, the schema refuses; it cannot speak of unpaired surrogates and NUL.
        if (!text.contains("\\u")) {
            assertThat(schema.allows("clientMessage", text.replace('\'', '"'))).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1.5", "1e3", "'5000'", "null", "9223372036854775808", "1000000001000"})
    void anAmountIsAWholePositiveNumberWithinTheLimit(String amount) {
        assertThat(decode(MESSAGES[13].replace("5000", amount)))
                .isInstanceOfSatisfying(
                        Decoded.Malformed.class,
                        malformed -> assertThat(malformed.pointer()).isEqualTo("/amount/amountMinor"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "{", "null", "[]", "17", "'x'", "{}{}", "{'id':'a','id':'b'}", "\u0000", "{'id':NaN}"})
    void whatIsNotOneJsonObjectIsRefused(String text) {
        assertThat(decode(text)).isInstanceOf(Decoded.Malformed.class);
    }

    @Test
    void depthAndLengthAreBounded() {
        assertThat(decode("[".repeat(100_000))).isInstanceOf(Decoded.Malformed.class);
        assertThat(decode("{'id':'c','type':'hello','token':'" + "x".repeat(Limits.TOKEN + 1) + "'}"))
                .isInstanceOf(Decoded.Malformed.class);
        assertThat(decode("{'" + "k".repeat(100_000) + "':1}")).isInstanceOf(Decoded.Malformed.class);
        assertThat(decode("{'id':'c','type':'hello','token':'" + "x".repeat(2 << 20) + "'}"))
                .isInstanceOf(Decoded.Malformed.class);
    }

    @RepeatedTest(20)
    void nothingEscapesWhateverIsSent(RepetitionInfo repetition) {
        long seed = 0x5eedL + repetition.getCurrentRepetition();
        Random random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            StringBuilder text = new StringBuilder(MESSAGES[random.nextInt(MESSAGES.length)].replace('\'', '"'));
            for (int edits = 1 + random.nextInt(4); edits > 0 && !text.isEmpty(); edits--) {
                mutate(text, random);
            }
            assertThat(decoder.decode(text.toString()))
                    .as("seed %d: %s", seed, text)
                    .isNotNull();
        }
    }

    private static void mutate(StringBuilder text, Random random) {
        int at = random.nextInt(text.length());
        switch (random.nextInt(5)) {
            case 0 -> text.deleteCharAt(at);
            case 1 -> text.setCharAt(at, (char) random.nextInt(0x10000));
            case 2 -> text.insert(at, "\"{}[],:\\u0e-".charAt(random.nextInt(12)));
            case 3 -> text.insert(at, text.substring(at, Math.min(text.length(), at + random.nextInt(40))));
            default -> text.setLength(at);
        }
    }

    private Decoded decode(String text) {
        return decoder.decode(text.replace('\'', '"'));
    }
}
