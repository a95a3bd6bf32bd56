package dev.stagedoor.benchmarks.node;

import dev.stagedoor.media.CodecDescription;
import dev.stagedoor.media.Direction;
import dev.stagedoor.media.DtlsParameters;
import dev.stagedoor.media.DtlsSetup;
import dev.stagedoor.media.HeaderExtension;
import dev.stagedoor.media.IceParameters;
import dev.stagedoor.media.MediaSection;
import dev.stagedoor.media.SessionDescription;
import dev.stagedoor.media.Source;
import dev.stagedoor.media.codec.MediaKind;
import dev.stagedoor.media.room.BitrateCap;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Between the built-in client's SDP text and media-core's descriptions, as signalling does it in the product. It reads what
 * that client writes and writes what that client needs; a browser would miss the codecs.
 */
public final class SdpBridge {
    private SdpBridge() {}

    /**
     * Reads an offer that the client wrote.
     *
     * @throws IllegalArgumentException if a line is missing that each such offer has
     */
    public static SessionDescription offer(String text) {
        var sections = new ArrayList<List<String>>();
        for (var line : text.lines().toList()) {
            if (line.startsWith("m=")) {
                sections.add(new ArrayList<>());
            }
            if (!sections.isEmpty()) {
                sections.getLast().add(line);
            }
        }
        if (sections.isEmpty()) {
            throw new IllegalArgumentException("an offer without a media section");
        }
        var first = sections.getFirst();
        var fingerprint = one(first, "a=fingerprint:").split(" ", 2);
        return new SessionDescription(
                new IceParameters(one(first, "a=ice-ufrag:"), one(first, "a=ice-pwd:")),
                new DtlsParameters(fingerprint[0], fingerprint[1], DtlsSetup.ACTPASS),
                sections.stream().map(SdpBridge::section).toList(),
                List.of());
    }

    /** Writes an answer as text. */
    public static String answer(SessionDescription answer) {
        var lines = new ArrayList<>(List.of("v=0", "o=- 1 1 IN IP4 0.0.0.0", "s=-", "t=0 0"));
        for (var section : answer.sections()) {
            lines.add("m=%s %d UDP/TLS/RTP/SAVPF 0".formatted(word(section.kind()), section.rejected() ? 0 : 9));
            lines.add("a=mid:" + section.mid());
            lines.add("a=" + word(section.direction()));
            lines.add("a=ice-ufrag:" + answer.ice().usernameFragment());
            lines.add("a=ice-pwd:" + answer.ice().password());
            lines.add("a=fingerprint:%s %s"
                    .formatted(answer.dtls().algorithm(), answer.dtls().fingerprint()));
            lines.add("a=setup:" + word(answer.dtls().setup()));
            answer.candidates()
                    .forEach(each -> lines.add("a=candidate:%s 1 udp %d %s %d typ %s"
                            .formatted(each.foundation(), each.priority(), each.address(), each.port(), each.type())));
            section.sources().forEach(each -> lines.addAll(source(each)));
        }
        return String.join("\r\n", lines) + "\r\n";
    }

    private static List<String> source(Source source) {
        var line = "a=ssrc:%d cname:%s".formatted(source.ssrc(), source.cname());
        return source.retransmissionSsrc() == 0
                ? List.of(line)
                : List.of("a=ssrc-group:FID %d %d".formatted(source.ssrc(), source.retransmissionSsrc()), line);
    }

    private static MediaSection section(List<String> lines) {
        var kind = lines.getFirst().startsWith("m=audio") ? MediaKind.AUDIO : MediaKind.VIDEO;
        var direction = Stream.of(Direction.values())
                .filter(each -> lines.contains("a=" + word(each)))
                .findFirst()
                .orElse(Direction.SENDRECV);
        return new MediaSection(
                one(lines, "a=mid:"),
                kind,
                direction,
                false,
                all(lines, "a=rtpmap:").map(value -> codec(lines, value)).toList(),
                all(lines, "a=extmap:").map(SdpBridge::extension).toList(),
                source(lines).stream().toList(),
                List.of(),
                "stream",
                "track-" + one(lines, "a=mid:"),
                BitrateCap.NONE);
    }

    private static CodecDescription codec(List<String> lines, String value) {
        var words = value.split("[ /]", -1);
        var payloadType = words[0];
        return new CodecDescription(
                Integer.parseInt(payloadType),
                words[1],
                Integer.parseInt(words[2]),
                words.length > 3 ? Integer.parseInt(words[3]) : 1,
                all(lines, "a=fmtp:" + payloadType + " ").findFirst().orElse(""),
                all(lines, "a=rtcp-fb:" + payloadType + " ").toList());
    }

    private static HeaderExtension extension(String value) {
        var words = value.split(" ", 2);
        return new HeaderExtension(Integer.parseInt(words[0]), words[1]);
    }

    private static Optional<Source> source(List<String> lines) {
        var group = all(lines, "a=ssrc-group:FID ").findFirst();
        if (group.isPresent()) {
            var words = group.get().split(" ", -1);
            return Optional.of(new Source(Long.parseLong(words[0]), Long.parseLong(words[1]), "client"));
        }
        return all(lines, "a=ssrc:")
                .findFirst()
                .map(value -> new Source(Long.parseLong(value.split(" ", 2)[0]), 0, "client"));
    }

    private static String one(List<String> lines, String prefix) {
        return all(lines, prefix)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("an offer without a line " + prefix));
    }

    private static Stream<String> all(List<String> lines, String prefix) {
        return lines.stream().filter(line -> line.startsWith(prefix)).map(line -> line.substring(prefix.length()));
    }

    /** A constant as it stands in SDP. */
    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
