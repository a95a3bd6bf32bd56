package dev.stagedoor.signaling.sdp;

import dev.stagedoor.signaling.MediaGateway.Codec;
import dev.stagedoor.signaling.MediaGateway.DtlsSetup;
import dev.stagedoor.signaling.MediaGateway.HeaderExtension;
import dev.stagedoor.signaling.MediaGateway.IceCandidate;
import dev.stagedoor.signaling.MediaGateway.MediaSection;
import dev.stagedoor.signaling.MediaGateway.SessionDescription;
import dev.stagedoor.signaling.MediaGateway.Source;
import dev.stagedoor.signaling.sdp.SdpParser.Offer;
import dev.stagedoor.signaling.sdp.SdpParser.Slot;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Writes the server's answers: ICE-lite, all candidates included, one bundle; and its offers to other servers. A writer is
 * used for one of them and by one thread.
 */
public final class SdpWriter {
    private final StringBuilder out = new StringBuilder(4096);
    private final SessionDescription answer;

    private SdpWriter(SessionDescription answer) {
        this.answer = answer;
    }

    /**
     * The answer as text, with one section for each of the offer's.
     *
     * <p>The RIDs of an answered section are those the server accepts to receive. Session id and version are the
     * offer's: the version then rises with every renegotiation (RFC 8866 section 5.2) without the server keeping count.
     *
     * @param answer sections in the order of the offer's audio and video sections; a missing one is rejected
     */
    public static String answer(Offer offer, SessionDescription answer) {
        SdpWriter writer = new SdpWriter(answer);
        writer.write(offer);
        return writer.out.toString();
    }

    /** An offer of ours to another server, as text; one section for each of the description's. */
    public static String offer(SessionDescription offer) {
        SdpWriter writer = new SdpWriter(offer);
        List<String> bundled = new ArrayList<>();
        for (MediaSection section : offer.sections()) {
            String media = section.kind().name().toLowerCase(Locale.ROOT);
            Slot.Media slot = new Slot.Media(media, "UDP/TLS/RTP/SAVPF", "", section.mid(), false, true);
            writer.accepted(slot, section, bundled.isEmpty());
            bundled.add(section.mid());
        }
        writer.out.insert(0, head("1 1", bundled));
        return writer.out.toString();
    }

    /** See {@link IceFragment#write}. */
    static String fragment(Offer offer, SessionDescription answer) {
        SdpWriter writer = new SdpWriter(answer);
        writer.writeFragment(offer);
        return writer.out.toString();
    }

    private void writeFragment(Offer offer) {
        List<String> bundled = bundled(offer);
        line("a=ice-lite");
        for (Slot slot : offer.slots()) {
            if (slot instanceof Slot.Media media && media.mid().equals(carrier(bundled))) {
                if (!offer.bundle().isEmpty()) {
                    line("a=group:BUNDLE ", String.join(" ", bundled));
                }
                line("m=", media.media(), " 9 ", media.protocol(), " ", media.formats());
                line("a=mid:", media.mid());
                credentials();
                candidates();
            }
        }
    }

    private void write(Offer offer) {
        List<String> bundled = bundled(offer);
        int next = 0;
        for (Slot slot : offer.slots()) {
            switch (slot) {
                case Slot.Foreign(String media, String protocol, String formats, String mid) ->
                    rejected(media, protocol, formats, mid);
                case Slot.Media media -> {
                    int place = next++;
                    if (isAccepted(place)) {
                        MediaSection section = answer.sections().get(place);
                        accepted(media, section, media.mid().equals(carrier(bundled)));
                    } else {
                        rejected(media.media(), media.protocol(), media.formats(), media.mid());
                    }
                }
            }
        }
        String group = head(offer.origin(), offer.bundle().isEmpty() ? List.of() : bundled);
        out.insert(0, group + "a=ice-lite\r\na=msid-semantic:WMS *\r\n");
    }

    private boolean isAccepted(int place) {
        return place < answer.sections().size()
                && !answer.sections().get(place).rejected()
                && !answer.sections().get(place).codecs().isEmpty();
    }

    /** Mids of what is accepted, in the order of the offer's group: its first carries the transport (RFC 9143 section 7.3). */
    private List<String> bundled(Offer offer) {
        List<String> accepted = new ArrayList<>();
        int next = 0;
        for (Slot slot : offer.slots()) {
            if (slot instanceof Slot.Media media && isAccepted(next++)) {
                accepted.add(media.mid());
            }
        }
        List<String> ordered =
                offer.bundle().stream().filter(accepted::contains).toList();
        return ordered.isEmpty() ? accepted : ordered;
    }

    private static String carrier(List<String> bundled) {
        return bundled.isEmpty() ? "" : bundled.getFirst();
    }

    private static String head(String origin, List<String> bundled) {
        String session = "v=0\r\no=- " + origin + " IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n";
        return bundled.isEmpty() ? session : session + "a=group:BUNDLE " + String.join(" ", bundled) + "\r\n";
    }

    private void rejected(String media, String protocol, String formats, String mid) {
        line("m=", media, " 0 ", protocol, " ", formats);
        line("c=IN IP4 0.0.0.0");
        if (!mid.isEmpty()) {
            line("a=mid:", mid);
        }
        line("a=inactive");
    }

    private void accepted(Slot.Media slot, MediaSection section, boolean carrier) {
        IceCandidate first =
                answer.candidates().isEmpty() ? null : answer.candidates().getFirst();
        String formats = section.codecs().stream()
                .map(codec -> Integer.toString(codec.payloadType()))
                .collect(Collectors.joining(" "));
        // Port 9, "discard", stands for an address that is only in the candidates (RFC 8829 section 5.2.1).
        String port = first == null ? "9" : Integer.toString(first.port());
        line("m=", slot.media(), " ", port, " ", slot.protocol(), " ", formats);
        if (first == null) {
            line("c=IN IP4 0.0.0.0");
        } else {
            line("c=IN ", first.address().indexOf(':') < 0 ? "IP4 " : "IP6 ", first.address());
        }
        transport(carrier);
        line("a=mid:", slot.mid());
        section.headerExtensions().forEach(this::extension);
        if (slot.mixed()) {
            // Without it browsers leave out whatever does not fit the one-byte form, such as the layers of a picture.
            line("a=extmap-allow-mixed");
        }
        line("a=", DirectionWord.of(section.direction()));
        line("a=rtcp-mux");
        line("a=rtcp-rsize");
        section.codecs().forEach(this::codec);
        streams(section);
    }

    /** Every section says it, as RFC 9143 section 7.3.3 allows; candidates stand in the one that carries it only. */
    private void transport(boolean carrier) {
        credentials();
        line("a=fingerprint:", answer.dtls().algorithm(), " ", answer.dtls().fingerprint());
        line("a=setup:", setup(answer.dtls().setup()));
        if (carrier) {
            candidates();
        }
    }

    private void credentials() {
        line("a=ice-ufrag:", answer.ice().usernameFragment());
        line("a=ice-pwd:", answer.ice().password());
    }

    private void candidates() {
        answer.candidates().forEach(this::candidate);
        line("a=end-of-candidates");
    }

    private void candidate(IceCandidate candidate) {
        // A lite agent has host candidates only (RFC 8445 section 2.5); a mapped address is announced as one.
        line(
                "a=candidate:",
                candidate.foundation(),
                " 1 udp ",
                Long.toString(candidate.priority()),
                " ",
                candidate.address(),
                " ",
                Integer.toString(candidate.port()),
                " typ ",
                candidate.type());
    }

    private void extension(HeaderExtension extension) {
        line("a=extmap:", Integer.toString(extension.id()), " ", extension.uri());
    }

    private void codec(Codec codec) {
        String payloadType = Integer.toString(codec.payloadType());
        String channels = codec.channels() == 1 ? "" : "/" + codec.channels();
        line("a=rtpmap:", payloadType, " ", codec.name(), "/", Integer.toString(codec.clockRate()), channels);
        for (String feedback : codec.feedback()) {
            line("a=rtcp-fb:", payloadType, " ", feedback);
        }
        if (!codec.formatParameters().isEmpty()) {
            line("a=fmtp:", payloadType, " ", codec.formatParameters());
        }
    }

    private void streams(MediaSection section) {
        if (!section.rids().isEmpty()) {
            section.rids().forEach(rid -> line("a=rid:", rid, " recv"));
            line("a=simulcast:recv ", String.join(";", section.rids()));
        }
        if (!section.streamId().isEmpty() || !section.trackId().isEmpty()) {
            line("a=msid:", section.streamId().isEmpty() ? "-" : section.streamId(), " ", section.trackId());
        }
        for (Source source : section.sources()) {
            if (source.retransmissionSsrc() != 0) {
                line("a=ssrc-group:FID ", Long.toString(source.ssrc()), " " + source.retransmissionSsrc());
            }
            line("a=ssrc:", Long.toString(source.ssrc()), " cname:", source.cname());
            if (source.retransmissionSsrc() != 0) {
                line("a=ssrc:", Long.toString(source.retransmissionSsrc()), " cname:", source.cname());
            }
        }
    }

    private static String setup(DtlsSetup setup) {
        return switch (setup) {
            case ACTPASS -> "actpass";
            case ACTIVE -> "active";
            case PASSIVE -> "passive";
        };
    }

    private void line(String... parts) {
        for (String part : parts) {
            out.append(part);
        }
        out.append("\r\n");
    }
}
