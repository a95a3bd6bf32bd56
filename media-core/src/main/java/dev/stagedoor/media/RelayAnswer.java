package dev.stagedoor.media;

import dev.stagedoor.media.codec.MediaKind;
import dev.stagedoor.media.dtls.DtlsRole;
import dev.stagedoor.media.dtls.Fingerprint;
import dev.stagedoor.media.ice.IceCredentials;
import dev.stagedoor.media.ice.TransportAddress;
import dev.stagedoor.media.room.BitrateCap;
import dev.stagedoor.media.transport.PeerParameters;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How another server is reached that has answered an offer of ours. */
final class RelayAnswer {
    private RelayAnswer() {}

    /** Null if the answer names no certificate that can be trusted, or no address. */
    static @Nullable PeerParameters parameters(SessionDescription offer, SessionDescription answer) {
        DtlsParameters dtls = answer.dtls();
        Fingerprint fingerprint = Fingerprint.parse(dtls.algorithm() + " " + dtls.fingerprint());
        List<TransportAddress> addresses = answer.candidates().stream()
                .map(RelayAnswer::address)
                .flatMap(Optional::stream)
                .toList();
        return fingerprint == null || addresses.isEmpty()
                ? null
                : new PeerParameters(
                        answer.ice().usernameFragment(),
                        fingerprint,
                        dtls.setup() == DtlsSetup.ACTIVE ? DtlsRole.SERVER : DtlsRole.CLIENT,
                        new PeerParameters.Reach(credentials(offer), credentials(answer), addresses));
    }

    /**
     * The answer as if its publisher were here: the sections for the sizes of its pictures are one, whose sources are the
     * sizes.
     */
    static SessionDescription asPublished(SessionDescription answer) {
        List<Source> sizes = answer.sections().stream()
                .filter(RelayAnswer::isPicture)
                .flatMap(section -> section.sources().stream().limit(1))
                .toList();
        List<MediaSection> sections = new ArrayList<>();
        boolean pictured = false;
        for (MediaSection section : answer.sections()) {
            if (!isPicture(section)) {
                sections.add(section);
            } else if (!pictured) {
                pictured = true;
                sections.add(ofSizes(section, sizes));
            }
        }
        return new SessionDescription(answer.ice(), answer.dtls(), List.copyOf(sections), answer.candidates());
    }

    private static boolean isPicture(MediaSection section) {
        return section.kind() == MediaKind.VIDEO && !section.rejected();
    }

    private static MediaSection ofSizes(MediaSection section, List<Source> sizes) {
        return new MediaSection(
                section.mid(),
                section.kind(),
                section.direction(),
                false,
                section.codecs(),
                section.headerExtensions(),
                sizes,
                List.of(),
                section.streamId(),
                section.trackId(),
                BitrateCap.NONE);
    }

    private static Optional<TransportAddress> address(IceCandidate candidate) {
        try {
            return Optional.of(TransportAddress.of(InetAddress.ofLiteral(candidate.address()), candidate.port()));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static IceCredentials credentials(SessionDescription description) {
        return new IceCredentials(
                description.ice().usernameFragment(), description.ice().password());
    }
}
