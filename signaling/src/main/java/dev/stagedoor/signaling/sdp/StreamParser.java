package dev.stagedoor.signaling.sdp;

import dev.stagedoor.signaling.MediaGateway.Source;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a section says about its streams: ssrc, ssrc-group, msid, rid, simulcast. */
final class StreamParser {
    private static final long MAX_SSRC = (1L << 32) - 1;

    private StreamParser() {}

    /** Primary sources with their retransmission source, in the order they are first named. */
    static List<Source> sources(Block block) {
        Map<Long, String> cnames = cnames(block);
        Map<Long, Long> retransmissions = new HashMap<>();
        Set<Long> secondary = new HashSet<>();
        for (String group : block.all("ssrc-group")) {
            String[] words = Words.of(group);
            long first = words.length == 3 ? Words.number(words[1], MAX_SSRC) : -1;
            long second = words.length == 3 ? Words.number(words[2], MAX_SSRC) : -1;
            if (first > 0 && second > 0 && (words[0].equals("FID") || words[0].equals("FEC-FR"))) {
                secondary.add(second);
                if (words[0].equals("FID")) {
                    retransmissions.putIfAbsent(first, second);
                }
            }
        }
        return cnames.entrySet().stream()
                .filter(entry -> !secondary.contains(entry.getKey()))
                .limit(SdpLimits.SOURCES)
                .map(entry ->
                        new Source(entry.getKey(), retransmissions.getOrDefault(entry.getKey(), 0L), entry.getValue()))
                .toList();
    }

    /** {@code <ssrc> <attribute>[:<value>]}; of the attributes only the CNAME matters (RFC 5576). */
    private static Map<Long, String> cnames(Block block) {
        Map<Long, String> cnames = new LinkedHashMap<>();
        for (String value : block.all("ssrc")) {
            String[] words = value.split(" ", 2);
            long ssrc = Words.number(words[0], MAX_SSRC);
            if (ssrc > 0 && cnames.size() < 4 * SdpLimits.SOURCES) {
                String attribute = words.length == 2 ? words[1] : "";
                boolean named = attribute.startsWith("cname:") && Words.isPrintable(attribute);
                cnames.merge(ssrc, named ? attribute.substring(6) : "", (a, b) -> a.isEmpty() ? b : a);
            }
        }
        return cnames;
    }

    /** Stream id and track id of {@code a=msid}, or of its older form under {@code a=ssrc}; empty if none. */
    static String[] msid(Block block) {
        String text = block.first("msid");
        if (text == null) {
            text = block.all("ssrc").stream()
                    .map(value -> value.indexOf(" msid:") < 0 ? "" : value.substring(value.indexOf(" msid:") + 6))
                    .filter(value -> !value.isEmpty())
                    .findFirst()
                    .orElse("");
        }
        String[] words = Words.of(text);
        String stream = words.length > 0 && Words.isToken(words[0], 64) && !words[0].equals("-") ? words[0] : "";
        String track = words.length > 1 && Words.isToken(words[1], 64) ? words[1] : "";
        return new String[] {stream, track};
    }

    /** RIDs that will be sent: in the order of {@code a=simulcast}, else of the {@code a=rid} lines. */
    static List<String> rids(Block block) {
        List<String> declared = new ArrayList<>();
        for (String value : block.all("rid")) {
            String[] words = Words.of(value);
            if (words.length >= 2 && words[1].equals("send") && isRid(words[0]) && declared.size() < SdpLimits.RIDS) {
                declared.add(words[0]);
            }
        }
        List<String> ordered = new ArrayList<>();
        String[] simulcast = Words.of(String.valueOf(block.first("simulcast")));
        for (int i = 0; i + 1 < simulcast.length; i += 2) {
            if (simulcast[i].equals("send")) {
                for (String stream : simulcast[i + 1].split("[;,]", -1)) {
                    // A leading ~ says that the stream starts out paused (RFC 8853 section 5.1).
                    String rid = stream.startsWith("~") ? stream.substring(1) : stream;
                    if (declared.contains(rid) && !ordered.contains(rid)) {
                        ordered.add(rid);
                    }
                }
            }
        }
        return List.copyOf(ordered.isEmpty() ? declared.stream().distinct().toList() : ordered);
    }

    /** RFC 8851 section 10, and short enough for its header extension. */
    private static boolean isRid(String text) {
        return text.length() <= 16 && text.matches("[A-Za-z0-9_-]+");
    }
}
