package dev.stagedoor.signaling.sdp;

import dev.stagedoor.signaling.MediaGateway.DtlsParameters;
import dev.stagedoor.signaling.MediaGateway.IceCandidate;
import dev.stagedoor.signaling.MediaGateway.IceParameters;
import dev.stagedoor.signaling.MediaGateway.MediaSection;
import dev.stagedoor.signaling.MediaGateway.SessionDescription;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what browsers, WHIP encoders and our own SDK offer. */
public final class SdpParser {
    private SdpParser() {}

    /** What a text turned out to be. */
    public sealed interface Outcome permits Parsed, Refused {}

    /** A description that can be negotiated. */
    public record Parsed(Offer offer) implements Outcome {}

    /** @param reason a sentence for the developer of the client */
    public record Refused(String reason) implements Outcome {}

    /**
     * An offer, with what is needed to write its answer.
     *
     * @param description audio and video sections only, in their order
     * @param slots every {@code m=} line in its order: an answer has as many (RFC 3264 section 6)
     * @param origin session id and version of the offer
     */
    public record Offer(SessionDescription description, List<Slot> slots, String origin) {}

    /** The place of an {@code m=} line. */
    public sealed interface Slot {
        /** The next section of the description; {@code formats} are its payload types as offered. */
        record Media(String media, String protocol, String formats, String mid) implements Slot {}

        /** Data channels and whatever else we do not speak: rejected in its place. */
        record Foreign(String media, String protocol, String formats, String mid) implements Slot {}
    }

    /** Reads an offer. Any text gives an outcome. */
    public static Outcome parse(String text) {
        return switch (Blocks.cut(text)) {
            case Blocks.Outcome.Refused(String reason) -> new Refused(reason);
            case Blocks.Outcome.Cut(Blocks blocks) ->
                blocks.session().has("ice-lite")
                        ? new Refused("a=ice-lite: one of the two must be a full ICE agent, and the server is not")
                        : parse(blocks);
        };
    }

    /** Reads another server's answer to an offer of ours, which is lite and lets us come. Any text gives an outcome. */
    public static Outcome parseAnswer(String text) {
        return switch (Blocks.cut(text)) {
            case Blocks.Outcome.Refused(String reason) -> new Refused(reason);
            case Blocks.Outcome.Cut(Blocks blocks) -> parse(blocks);
        };
    }

    private static Outcome parse(Blocks blocks) {
        Set<String> bundled = bundle(blocks);
        Set<String> mids = new HashSet<>();
        List<Slot> slots = new ArrayList<>();
        List<MediaSection> sections = new ArrayList<>();
        Block carrier = null;
        for (int i = 0; i < blocks.media().size(); i++) {
            Block block = blocks.media().get(i);
            MediaLine line = MediaLine.parse(block);
            if (line == null) {
                return new Refused("section " + i + ": its m= line is not <media> <port> <protocol> <formats>");
            }
            String fault = fault(block, line, mids);
            if (fault != null) {
                return new Refused("section " + i + ": " + fault);
            }
            if (!line.isRtp()) {
                slots.add(new Slot.Foreign(line.media(), line.protocol(), line.formats(), line.mid()));
                continue;
            }
            boolean unbundled = blocks.media().size() > 1 && !bundled.contains(line.mid());
            MediaSection section = SectionParser.parse(blocks.session(), block, line, line.isRejected() || unbundled);
            slots.add(new Slot.Media(line.media(), line.protocol(), line.formats(), line.mid()));
            sections.add(section);
            carrier = carrier == null && !section.rejected() ? block : carrier;
        }
        return carrier == null
                ? new Refused("offers neither audio nor video")
                : assemble(blocks, carrier, sections, slots);
    }

    private static Outcome assemble(Blocks blocks, Block carrier, List<MediaSection> sections, List<Slot> slots) {
        IceParameters ice = TransportParser.ice(blocks.session(), carrier);
        if (ice == null) {
            return new Refused("a=ice-ufrag or a=ice-pwd is missing or malformed (RFC 8839 section 5.4)");
        }
        DtlsParameters dtls = TransportParser.dtls(blocks.session(), carrier);
        if (dtls == null) {
            return new Refused("a=fingerprint or a=setup is missing or malformed (RFC 8122, RFC 8842)");
        }
        List<IceCandidate> candidates = TransportParser.candidates(carrier);
        SessionDescription description =
                new SessionDescription(ice, dtls, List.copyOf(sections), List.copyOf(candidates));
        return new Parsed(new Offer(description, List.copyOf(slots), blocks.origin()));
    }

    private static @Nullable String fault(Block block, MediaLine line, Set<String> mids) {
        if (!Words.isToken(line.mid(), SdpLimits.MID)) {
            return "a=mid is missing or is not a token of 1 to " + SdpLimits.MID + " characters";
        }
        if (!mids.add(line.mid())) {
            return "a=mid:" + line.mid() + " was used before";
        }
        if (line.isRtp() && !line.isRejected() && !block.has("rtcp-mux")) {
            return "a=rtcp-mux is required";
        }
        return null;
    }

    /** Mids of the first BUNDLE group; everything travels in it (RFC 9143). */
    private static Set<String> bundle(Blocks blocks) {
        for (String group : blocks.session().all("group")) {
            String[] words = Words.of(group);
            if (words.length > 0 && words[0].equals("BUNDLE")) {
                return new HashSet<>(List.of(words));
            }
        }
        return Set.of();
    }
}
