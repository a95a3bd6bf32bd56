package dev.stagedoor.signaling.sdp;

import dev.stagedoor.signaling.MediaGateway.Codec;
import dev.stagedoor.signaling.MediaGateway.Direction;
import dev.stagedoor.signaling.MediaGateway.HeaderExtension;
import dev.stagedoor.signaling.MediaGateway.MediaKind;
import dev.stagedoor.signaling.MediaGateway.MediaSection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The lines of one audio or video section. What cannot be read is left out; the rest still stands. */
final class SectionParser {
    private SectionParser() {}

    static MediaSection parse(Block session, Block block, MediaLine line, boolean rejected) {
        String[] msid = StreamParser.msid(block);
        return new MediaSection(
                line.mid(),
                line.media().equals("audio") ? MediaKind.AUDIO : MediaKind.VIDEO,
                rejected ? Direction.INACTIVE : direction(session, block),
                rejected,
                codecs(block, line),
                extensions(session, block),
                StreamParser.sources(block),
                StreamParser.rids(block),
                msid[0],
                msid[1],
                BandwidthParser.parse(session, block));
    }

    private static Direction direction(Block session, Block block) {
        for (Block level : List.of(block, session)) {
            for (Direction direction : Direction.values()) {
                if (level.has(DirectionWord.of(direction))) {
                    return direction;
                }
            }
        }
        return Direction.SENDRECV;
    }

    /** In the order of the {@code m=} line, which is the order of preference. */
    private static List<Codec> codecs(Block block, MediaLine line) {
        Map<String, String> maps = byFormat(block.all("rtpmap"));
        Map<String, String> parameters = byFormat(block.all("fmtp"));
        Map<String, List<String>> feedback = feedback(block);
        List<Codec> codecs = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String format : Words.of(line.formats())) {
            long payloadType = Words.number(format, 127);
            String[] encoding = maps.getOrDefault(format, "").split("/", -1);
            long clockRate = encoding.length < 2 ? -1 : Words.number(encoding[1], 1_000_000);
            long channels = encoding.length < 3 ? 1 : Words.number(encoding[2], 8);
            if (payloadType < 0
                    || clockRate <= 0
                    || channels <= 0
                    || !Words.isToken(encoding[0], 32)
                    || !seen.add(format)) {
                continue;
            }
            List<String> all = new ArrayList<>(feedback.getOrDefault("*", List.of()));
            all.addAll(feedback.getOrDefault(format, List.of()));
            codecs.add(new Codec(
                    (int) payloadType,
                    encoding[0],
                    (int) clockRate,
                    (int) channels,
                    parameters.getOrDefault(format, ""),
                    all.stream().distinct().toList()));
        }
        return List.copyOf(codecs);
    }

    private static Map<String, String> byFormat(List<String> values) {
        Map<String, String> result = new HashMap<>();
        for (String value : values) {
            int space = value.indexOf(' ');
            if (space > 0 && Words.isPrintable(value)) {
                result.putIfAbsent(
                        value.substring(0, space), value.substring(space + 1).strip());
            }
        }
        return result;
    }

    /** By payload type; {@code *} stands for all of the section (RFC 4585 section 4.2). */
    private static Map<String, List<String>> feedback(Block block) {
        Map<String, List<String>> result = new HashMap<>();
        for (String value : block.all("rtcp-fb")) {
            int space = value.indexOf(' ');
            if (space > 0 && Words.isPrintable(value)) {
                List<String> all = result.computeIfAbsent(value.substring(0, space), _ -> new ArrayList<>());
                if (all.size() < SdpLimits.FEEDBACK_PER_CODEC) {
                    all.add(value.substring(space + 1).strip());
                }
            }
        }
        return result;
    }

    /** {@code <id>[/<direction>] <uri> …}; an id that no packet can carry is as good as not offered. */
    private static List<HeaderExtension> extensions(Block session, Block block) {
        List<HeaderExtension> extensions = new ArrayList<>();
        Set<Long> ids = new HashSet<>();
        List<String> values = new ArrayList<>(block.all("extmap"));
        values.addAll(session.all("extmap"));
        for (String value : values) {
            String[] words = Words.of(value);
            if (words.length < 2) {
                continue;
            }
            String[] head = words[0].split("/", 2);
            long id = Words.number(head[0], SdpLimits.EXTENSION_ID);
            boolean usable = id > 0
                    && id != SdpLimits.NO_EXTENSION_ID
                    && words[1].length() <= 256
                    && Words.isPrintable(words[1])
                    && !(head.length == 2 && head[1].equals("inactive"));
            if (usable && ids.add(id)) {
                extensions.add(new HeaderExtension((int) id, words[1]));
            }
        }
        return List.copyOf(extensions);
    }
}
