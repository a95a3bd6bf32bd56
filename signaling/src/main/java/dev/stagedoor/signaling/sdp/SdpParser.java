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
    private static final String MIXED = "extmap-allow-mixed";

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
     * @param bundle mids of the group that everything travels in, in its order; empty if there is none
     * @param origin session id and version of the offer
     */
    public record Offer(SessionDescription description, List<Slot> slots, List<String> bundle, String origin) {
        /** The same offer of something else; sections stay in their places. */
        public Offer with(SessionDescription other) {
            return new Offer(other, slots, bundle, origin);
        }
    }

    /** The place of an {@code m=} line. */
    public sealed interface Slot {
        /**
         * The next section of the description.
         *
         * @param formats its payload types as offered
         * @param outside whether it is rejected for no other reason than that it is not in the bundle
         * @param mixed whether header extensions may come in both forms (RFC 8285 section 6)
         */
        record Media(String media, String protocol, String formats, String mid, boolean outside, boolean mixed)
                implements Slot {}

        /** Data channels and whatever else we do not speak: rejected in its place. Its mid is empty if it has none. */
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
        List<MediaLine> lines = new ArrayList<>();
        Set<String> mids = new HashSet<>();
        for (Block block : blocks.media()) {
            MediaLine line = MediaLine.parse(block);
            String fault = line == null ? "its m= line is not <media> <port> <protocol> <formats>" : fault(line, mids);
            if (line == null || fault != null) {
                return new Refused("section " + lines.size() + ": " + fault);
            }
            lines.add(line);
        }
        Bundle bundle = Bundle.of(blocks, lines);
        for (int i = 0; i < lines.size(); i++) {
            if (!bundle.multiplexes(lines.get(i), blocks.media().get(i))) {
                return new Refused("section " + i + ": a=rtcp-mux is required");
            }
        }
        return assemble(blocks, lines, bundle);
    }

    private static Outcome assemble(Blocks blocks, List<MediaLine> lines, Bundle bundle) {
        List<Slot> slots = new ArrayList<>();
        List<MediaSection> sections = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            MediaLine line = lines.get(i);
            if (!line.isRtp() || line.mid().isEmpty()) {
                slots.add(new Slot.Foreign(line.media(), line.protocol(), line.formats(), line.mid()));
                continue;
            }
            boolean outside = bundle.leavesOut(line);
            Block block = blocks.media().get(i);
            boolean mixed = blocks.session().has(MIXED) || block.has(MIXED);
            slots.add(new Slot.Media(line.media(), line.protocol(), line.formats(), line.mid(), outside, mixed));
            sections.add(SectionParser.parse(blocks.session(), block, line, line.isRejected() || outside));
        }
        if (sections.stream().allMatch(MediaSection::rejected)) {
            return new Refused(
                    lines.stream().anyMatch(bundle::leavesOut)
                            ? "no section is in a BUNDLE group, in which everything has to travel (RFC 9143)"
                            : "offers neither audio nor video");
        }
        IceParameters ice = TransportParser.ice(blocks.session(), bundle.carrierOf("ice-ufrag"));
        if (ice == null) {
            return new Refused("a=ice-ufrag or a=ice-pwd is missing or malformed (RFC 8839 section 5.4)");
        }
        DtlsParameters dtls =
                TransportParser.dtls(blocks.session(), bundle.carrierOf("fingerprint"), bundle.carrierOf("setup"));
        if (dtls == null) {
            return new Refused("a=fingerprint or a=setup is missing or malformed (RFC 8122, RFC 8842);"
                    + " a fingerprint is by SHA-256, SHA-384 or SHA-512");
        }
        List<IceCandidate> candidates = TransportParser.candidates(bundle.carrierOf("candidate"));
        SessionDescription description =
                new SessionDescription(ice, dtls, List.copyOf(sections), List.copyOf(candidates));
        return new Parsed(new Offer(description, List.copyOf(slots), bundle.mids(), blocks.origin()));
    }

    private static @Nullable String fault(MediaLine line, Set<String> mids) {
        // What is rejected anyway needs no name.
        if (line.mid().isEmpty() && (!line.isRtp() || line.isRejected())) {
            return null;
        }
        if (!Words.isToken(line.mid(), SdpLimits.MID)) {
            return "a=mid is missing or is not a token of 1 to " + SdpLimits.MID + " characters";
        }
        return mids.add(line.mid()) ? null : "a=mid:" + line.mid() + " was used before";
    }
}
