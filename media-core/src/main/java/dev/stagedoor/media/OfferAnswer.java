package dev.stagedoor.media;

import dev.stagedoor.media.codec.MediaKind;
import dev.stagedoor.media.codec.NegotiatedCodec;
import dev.stagedoor.media.room.BitrateCap;
import dev.stagedoor.media.room.LocalIdentity;
import dev.stagedoor.media.room.SectionPlan;
import dev.stagedoor.media.room.SectionPlan.SimulcastEncoding;
import dev.stagedoor.media.room.SectionPlan.StreamSources;
import dev.stagedoor.media.rtp.ExtensionIds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Answers one participant's offers, section by section (RFC 3264, RFC 8829 §5.3). What we once said of a section, our
 * sources and its place among the slots, stays the same in every later answer.
 */
final class OfferAnswer {
    private static final int MAX_MID_LENGTH = 16;
    private static final int MAX_USERNAME_FRAGMENT_LENGTH = 256;
    private static final int MIN_USERNAME_FRAGMENT_LENGTH = 4;
    private static final int MIN_PASSWORD_LENGTH = 22;

    /**
     * Sources of ours over the life of one connection: a track shared and taken back costs two, because a recycled m-line
     * is a new section and a source is never used twice under one key (RFC 7714 §8.1). Some hundred is a long evening.
     */
    private static final int MAX_SOURCES = 2_048;

    private final LocalIdentity identity;
    private final IntSupplier random;
    private final int maxSections;
    private final Map<String, Slot> slots = new HashMap<>();
    private final Set<Long> usedSsrcs = new HashSet<>();

    OfferAnswer(LocalIdentity identity, IntSupplier random, int maxSections) {
        this.identity = identity;
        this.random = random;
        this.maxSections = maxSections;
        usedSsrcs.add(identity.controlSsrc());
    }

    /** What we send on a section: the sources, and which of the viewer's pictures or voices it is. */
    private record Slot(StreamSources sources, String streamId, String trackId) {}

    /** What becomes of an offer's sections. */
    sealed interface Outcome {
        /** The answer's sections and what rooms need to know of those that live. */
        record Agreed(List<MediaSection> sections, List<SectionPlan> plans) implements Outcome {}

        /** Why the offer cannot be served. */
        record Unfit(String reason) implements Outcome {}
    }

    LocalIdentity identity() {
        return identity;
    }

    Outcome answer(SessionDescription offer) {
        String fault = faultOf(offer);
        if (!fault.isEmpty()) {
            return new Outcome.Unfit(fault);
        }
        // A section is never removed, but its m-line may be recycled under another mid (RFC 8829 §5.2.2).
        slots.keySet().retainAll(mids(offer));
        List<MediaSection> sections = new ArrayList<>();
        List<SectionPlan> plans = new ArrayList<>();
        for (MediaSection offered : offer.sections()) {
            CodecAgreement codecs = CodecAgreement.of(offered);
            if (offered.rejected() || codecs.codecs().isEmpty()) {
                sections.add(rejection(offered));
            } else {
                ExtensionAgreement extensions = ExtensionAgreement.of(offered, offer.sections());
                SectionPlan plan = plan(offered, codecs, extensions);
                plans.add(plan);
                sections.add(section(offered, codecs, extensions, plan));
            }
        }
        return new Outcome.Agreed(List.copyOf(sections), List.copyOf(plans));
    }

    /** What is wrong with the offer as a whole, empty if nothing. */
    private String faultOf(SessionDescription offer) {
        if (offer.sections().isEmpty() || offer.sections().size() > maxSections) {
            return "an offer must have 1 to " + maxSections + " media sections, this one has "
                    + offer.sections().size();
        }
        Set<String> mids = new HashSet<>();
        for (MediaSection section : offer.sections()) {
            if (section.mid().isEmpty() || section.mid().length() > MAX_MID_LENGTH || !mids.add(section.mid())) {
                return "every media section needs a mid of its own of 1 to " + MAX_MID_LENGTH + " characters, got '"
                        + section.mid() + "'";
            }
        }
        if (usedSsrcs.size() >= MAX_SOURCES) {
            return "this connection has had as many sections as it may; open another one";
        }
        int fragmentLength = offer.ice().usernameFragment().length();
        if (fragmentLength < MIN_USERNAME_FRAGMENT_LENGTH
                || fragmentLength > MAX_USERNAME_FRAGMENT_LENGTH
                || offer.ice().password().length() < MIN_PASSWORD_LENGTH) {
            return "ICE needs a user fragment of 4 to 256 and a password of at least 22 characters (RFC 8839 §5.4)";
        }
        return "";
    }

    private SectionPlan plan(MediaSection offered, CodecAgreement codecs, ExtensionAgreement extensions) {
        boolean downlink = offered.direction().receives();
        boolean retransmits =
                codecs.codecs().stream().anyMatch(codec -> codec.retransmissionPayloadType() != NegotiatedCodec.NONE);
        StreamSources ours = downlink ? slot(offered).sources() : StreamSources.UNKNOWN;
        return new SectionPlan(
                offered.mid(),
                offered.kind(),
                codecs.codecs(),
                extensions.ids(),
                offered.direction().sends(),
                announced(offered),
                encodings(offered, extensions.ids()),
                downlink,
                retransmits ? ours : new StreamSources(ours.ssrc(), 0));
    }

    private static StreamSources announced(MediaSection offered) {
        if (offered.sources().isEmpty()
                || !offered.rids().isEmpty()
                || !offered.direction().sends()) {
            return StreamSources.UNKNOWN;
        }
        Source first = offered.sources().getFirst();
        return new StreamSources(first.ssrc(), first.retransmissionSsrc());
    }

    /**
     * The encodings of a simulcast that we take: by rid where the offer names them and their extension (RFC 8853 §5.2),
     * else by source where it announces several (the older way of browsers). More than we take are left out of the answer.
     */
    private static List<SimulcastEncoding> encodings(MediaSection offered, ExtensionIds extensions) {
        if (offered.kind() != MediaKind.VIDEO || !offered.direction().sends()) {
            return List.of();
        }
        if (offered.rids().size() > 1 && extensions.rid() != 0) {
            return offered.rids().stream()
                    .limit(SectionPlan.MAX_ENCODINGS)
                    .map(rid -> new SimulcastEncoding(rid, StreamSources.UNKNOWN))
                    .toList();
        }
        if (!offered.rids().isEmpty() || offered.sources().size() < 2) {
            return List.of();
        }
        return offered.sources().stream()
                .limit(SectionPlan.MAX_ENCODINGS)
                .map(source -> new SimulcastEncoding("", new StreamSources(source.ssrc(), source.retransmissionSsrc())))
                .toList();
    }

    /** A single rid is not answered: there is nothing to choose from, and its stream then comes without the name. */
    private static List<String> acceptedRids(SectionPlan plan) {
        return plan.encodings().stream()
                .map(SimulcastEncoding::rid)
                .filter(rid -> !rid.isEmpty())
                .toList();
    }

    private MediaSection section(
            MediaSection offered, CodecAgreement codecs, ExtensionAgreement extensions, SectionPlan plan) {
        List<Source> sources = List.of();
        String streamId = "";
        String trackId = "";
        if (plan.downlink()) {
            Slot slot = slot(offered);
            StreamSources ours = plan.downlinkSources();
            sources = List.of(new Source(ours.ssrc(), ours.retransmissionSsrc(), identity.cname()));
            streamId = slot.streamId();
            trackId = slot.trackId();
        }
        return new MediaSection(
                offered.mid(),
                offered.kind(),
                offered.direction().reversed(),
                false,
                codecs.answer(),
                extensions.answer(),
                sources,
                acceptedRids(plan),
                streamId,
                trackId,
                BitrateCap.NONE);
    }

    /** An m-line needs a format even when it is refused (RFC 3264 §6), so the offer's are repeated. */
    private static MediaSection rejection(MediaSection offered) {
        return new MediaSection(
                offered.mid(),
                offered.kind(),
                Direction.INACTIVE,
                true,
                offered.codecs(),
                List.of(),
                List.of(),
                List.of(),
                "",
                "",
                BitrateCap.NONE);
    }

    /** The n-th audio and the n-th video section make the n-th slot: one stream, so that a browser keeps them in sync. */
    private Slot slot(MediaSection offered) {
        return slots.computeIfAbsent(offered.mid(), mid -> {
            String suffix = switch (offered.kind()) {
                case AUDIO -> "-audio";
                case VIDEO -> "-video";
            };
            Set<String> taken = slots.values().stream().map(Slot::trackId).collect(Collectors.toSet());
            String streamId = IntStream.range(0, slots.size() + 1)
                    .mapToObj(place -> "slot-" + place)
                    .filter(free -> !taken.contains(free + suffix))
                    .findFirst()
                    .orElseThrow();
            return new Slot(new StreamSources(newSsrc(), newSsrc()), streamId, streamId + suffix);
        });
    }

    private static Set<String> mids(SessionDescription offer) {
        return offer.sections().stream().map(MediaSection::mid).collect(Collectors.toSet());
    }

    private long newSsrc() {
        long ssrc;
        do {
            ssrc = random.getAsInt() & 0xFFFF_FFFFL;
        } while (ssrc == 0 || !usedSsrcs.add(ssrc));
        return ssrc;
    }
}
