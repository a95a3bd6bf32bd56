package dev.stagedoor.signaling.sdp;

import dev.stagedoor.signaling.MediaGateway.IceParameters;
import dev.stagedoor.signaling.MediaGateway.SessionDescription;
import dev.stagedoor.signaling.sdp.SdpParser.Offer;
import org.jspecify.annotations.Nullable;

/** Bodies of type {@code application/trickle-ice-sdpfrag} (RFC 8840 section 9). */
public final class IceFragment {
    private IceFragment() {}

    /** What a text turned out to be. */
    public sealed interface Outcome {
        /** @param ice the sender's credentials, null if the fragment names none; its candidates are of no use here */
        record Read(@Nullable IceParameters ice) implements Outcome {}

        /** @param reason a sentence for the developer of the client */
        record Refused(String reason) implements Outcome {}
    }

    /** Reads a fragment. Any text gives an outcome. */
    public static Outcome parse(String text) {
        return switch (Blocks.cutFragment(text)) {
            case Blocks.Outcome.Refused(String reason) -> new Outcome.Refused(reason);
            case Blocks.Outcome.Cut(Blocks blocks) -> parse(blocks);
        };
    }

    /** Credentials stand before the first section or in the section that carries the bundle (RFC 9725 section 4.3). */
    private static Outcome parse(Blocks blocks) {
        Block carrier = blocks.media().stream()
                .filter(IceFragment::hasCredentials)
                .findFirst()
                .orElse(blocks.session());
        IceParameters ice = TransportParser.ice(blocks.session(), carrier);
        return ice == null && hasCredentials(carrier)
                ? new Outcome.Refused("a=ice-ufrag or a=ice-pwd is missing or malformed (RFC 8839 section 5.4)")
                : new Outcome.Read(ice);
    }

    private static boolean hasCredentials(Block block) {
        return block.has("ice-ufrag") || block.has("ice-pwd");
    }

    /** The server's part of an ICE restart: credentials and all candidates, in the section that carries the bundle. */
    public static String write(Offer offer, SessionDescription answer) {
        return SdpWriter.fragment(offer, answer);
    }
}
