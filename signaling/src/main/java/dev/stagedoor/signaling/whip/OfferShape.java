package dev.stagedoor.signaling.whip;

import dev.stagedoor.signaling.MediaGateway.Direction;
import dev.stagedoor.signaling.MediaGateway.MediaKind;
import dev.stagedoor.signaling.MediaGateway.MediaSection;
import dev.stagedoor.signaling.MediaGateway.SessionDescription;
import dev.stagedoor.signaling.sdp.SdpParser.Offer;
import dev.stagedoor.signaling.sdp.SdpParser.Slot;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * An offer cut to what a session of one direction is: one audio and one video section at most, and of another server one for
 * each size of the pictures. Clients that offer
 * {@code sendrecv}, as some libraries do unasked, are answered in the direction of the session (RFC 9725 section 4.2).
 */
final class OfferShape {
    private OfferShape() {}

    /** What an offer turned out to be. */
    sealed interface Outcome {
        record Fit(Offer offer) implements Outcome {}

        /** @param reason a sentence for the developer of the client */
        record Unfit(String reason) implements Outcome {}
    }

    /** @param ofServer whether another server may take each size on a section of its own */
    static Outcome of(Offer offer, Side side, boolean ofServer) {
        for (Slot slot : offer.slots()) {
            if (slot instanceof Slot.Media media && media.outside()) {
                return new Outcome.Unfit("section " + media.mid()
                        + " is not in the BUNDLE group, in which everything has to travel (RFC 9143)");
            }
        }
        Set<MediaKind> kinds = EnumSet.noneOf(MediaKind.class);
        List<MediaSection> sections = new ArrayList<>();
        for (MediaSection section : offer.description().sections()) {
            if (section.rejected()) {
                sections.add(section);
                continue;
            }
            Direction wanted = side.direction();
            if (section.direction() != wanted && section.direction() != Direction.SENDRECV) {
                return new Outcome.Unfit(
                        "section " + section.mid() + " is " + section.direction() + ", expected " + wanted);
            }
            if (!kinds.add(section.kind()) && !(ofServer && section.kind() == MediaKind.VIDEO)) {
                return new Outcome.Unfit("more than one section of kind " + section.kind());
            }
            sections.add(in(wanted, section));
        }
        return new Outcome.Fit(with(offer, sections));
    }

    /** The same with sections for so many sizes of pictures at most, one at least; the rest are rejected in their place. */
    static Offer ofSizes(Offer offer, int sizes) {
        List<MediaSection> sections = new ArrayList<>();
        int pictures = 0;
        for (MediaSection section : offer.description().sections()) {
            boolean picture = section.kind() == MediaKind.VIDEO && !section.rejected();
            pictures += picture ? 1 : 0;
            sections.add(picture && pictures > Math.max(1, sizes) ? section.asRejected() : section);
        }
        return with(offer, sections);
    }

    private static Offer with(Offer offer, List<MediaSection> sections) {
        SessionDescription description = offer.description();
        return offer.with(
                new SessionDescription(description.ice(), description.dtls(), List.copyOf(sections), List.of()));
    }

    private static MediaSection in(Direction direction, MediaSection section) {
        return new MediaSection(
                section.mid(),
                section.kind(),
                direction,
                false,
                section.codecs(),
                section.headerExtensions(),
                section.sources(),
                section.rids(),
                section.streamId(),
                section.trackId(),
                section.bandwidth());
    }
}
