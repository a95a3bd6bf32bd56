package dev.stagedoor.benchmarks.client.sdp;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads an answer line by line; what the client does not use is passed over. */
final class SdpAnswerReader {
    /** Words of a candidate line: foundation component transport priority address port typ type (RFC 8839). */
    private static final int CANDIDATE_WORDS = 8;

    private final Map<String, String> shared = new TreeMap<>();
    private final List<Candidate> candidates = new ArrayList<>();
    private final List<Section> sections = new ArrayList<>();

    SdpAnswer read(String text) {
        text.lines().map(String::strip).forEach(this::onLine);
        var fingerprint = required("fingerprint").split(" ", 2);
        if (fingerprint.length != 2) {
            throw new IllegalArgumentException("answer with a fingerprint of one word");
        }
        return new SdpAnswer(
                new IceCredentials(required("ice-ufrag"), required("ice-pwd")),
                new Fingerprint(fingerprint[0], fingerprint[1]),
                setup(required("setup")),
                candidates.stream()
                        .sorted(Comparator.comparingLong(Candidate::priority).reversed())
                        .map(Candidate::address)
                        .distinct()
                        .toList(),
                sections.stream().map(Section::toMedia).toList());
    }

    private void onLine(String line) {
        if (line.startsWith("m=")) {
            sections.add(Section.of(line.substring(2)));
        } else if (line.startsWith("a=")) {
            var colon = line.indexOf(':');
            var name = colon < 0 ? line.substring(2) : line.substring(2, colon);
            onAttribute(name, colon < 0 ? "" : line.substring(colon + 1));
        }
    }

    /** One BUNDLE has one transport: the first section that states a transport attribute states it for all. */
    private void onAttribute(String name, String value) {
        switch (name) {
            case "ice-ufrag", "ice-pwd", "fingerprint", "setup" -> shared.putIfAbsent(name, value);
            case "candidate" -> onCandidate(value);
            default -> {
                if (!sections.isEmpty()) {
                    sections.getLast().onAttribute(name, value);
                }
            }
        }
    }

    private void onCandidate(String value) {
        var words = value.split(" ", -1);
        if (words.length < CANDIDATE_WORDS || !words[1].equals("1") || !words[2].equalsIgnoreCase("udp")) {
            return;
        }
        try {
            var address = InetAddress.ofLiteral(words[4]);
            candidates.add(new Candidate(
                    new InetSocketAddress(address, Integer.parseInt(words[5])), Long.parseLong(words[3])));
        } catch (IllegalArgumentException _) {
            // A name (mDNS) or nonsense: not an address this client can check.
        }
    }

    private String required(String attribute) {
        var value = shared.get(attribute);
        if (value == null) {
            throw new IllegalArgumentException("answer without a=" + attribute);
        }
        return value;
    }

    private static Setup setup(String token) {
        return Stream.of(Setup.values())
                .filter(setup -> setup.token().equals(token))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("answer with an unknown a=setup:" + token));
    }

    private record Candidate(InetSocketAddress address, long priority) {}

    /** One media section while it is being read. */
    private static final class Section {
        private final MediaKind kind;
        private final boolean rejected;
        private Direction direction = Direction.SENDRECV;
        private String mid = "";
        private long ssrc;
        private long retransmissionSsrc;

        private Section(MediaKind kind, boolean rejected) {
            this.kind = kind;
            this.rejected = rejected;
        }

        static Section of(String mediaLine) {
            var words = mediaLine.split(" ", -1);
            var kind = words[0].equals(MediaKind.AUDIO.token()) ? MediaKind.AUDIO : MediaKind.VIDEO;
            return new Section(kind, words.length < 2 || words[1].equals("0"));
        }

        void onAttribute(String name, String value) {
            switch (name) {
                case "mid" -> mid = value;
                case "ssrc-group" -> onGroup(value.split(" ", -1));
                case "ssrc" -> ssrc = ssrc == 0 ? number(value.split(" ", 2)[0]) : ssrc;
                default -> direction = direction(name, direction);
            }
        }

        private void onGroup(String[] words) {
            if (words.length == 3 && words[0].equals("FID")) {
                ssrc = number(words[1]);
                retransmissionSsrc = number(words[2]);
            }
        }

        private static Direction direction(@Nullable String name, Direction otherwise) {
            return Stream.of(Direction.values())
                    .filter(direction -> direction.token().equals(name))
                    .findFirst()
                    .orElse(otherwise);
        }

        private static long number(String text) {
            try {
                return Long.parseLong(text);
            } catch (NumberFormatException _) {
                return 0;
            }
        }

        RemoteMedia toMedia() {
            return new RemoteMedia(mid, kind, direction, rejected, ssrc, retransmissionSsrc);
        }
    }
}
