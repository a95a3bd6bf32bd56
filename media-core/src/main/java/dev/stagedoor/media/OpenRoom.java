package dev.stagedoor.media;

import dev.stagedoor.media.codec.MediaKind;
import dev.stagedoor.media.dtls.DtlsRole;
import dev.stagedoor.media.dtls.Fingerprint;
import dev.stagedoor.media.ice.IceCredentials;
import dev.stagedoor.media.room.BitrateCap;
import dev.stagedoor.media.room.MediaLoop;
import dev.stagedoor.media.room.Participant;
import dev.stagedoor.media.room.ParticipantStatistics;
import dev.stagedoor.media.room.Room;
import dev.stagedoor.media.room.SectionPlan;
import dev.stagedoor.media.room.SessionLog;
import dev.stagedoor.media.room.ViewConstraints;
import dev.stagedoor.media.transport.CloseReason;
import dev.stagedoor.media.transport.PeerParameters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** A room with the transports of its participants. Belongs to the room's home loop. */
final class OpenRoom {
    private final UUID id;
    private final MediaLoop home;
    private final ServerContext server;
    private final Room room;
    private final PeerLink.Owner owner = new LinkNews();
    private final Map<UUID, PeerLink> links = new HashMap<>();

    /** The newest negotiation of each participant that is under way; the next one waits for it. */
    private final Map<UUID, CompletableFuture<Negotiation>> underWay = new HashMap<>();

    /** What happened to everybody who is not forgotten, over all transports. */
    private final Map<UUID, SessionLog> logs = new HashMap<>();

    /** Transports that have ended by themselves and whose last news is not out yet. */
    private final Map<UUID, CompletableFuture<Void>> ending = new HashMap<>();

    private boolean closed;

    OpenRoom(UUID id, MediaLoop home, ServerContext server) {
        this.id = id;
        this.home = home;
        this.server = server;
        room = new Room(id, home, server.settings(), new RoomNews(server));
    }

    CompletableFuture<Negotiation> onNegotiate(UUID participantId, SessionDescription offer) {
        CompletableFuture<Negotiation> before = underWay.get(participantId);
        CompletableFuture<Negotiation> result = before == null
                ? negotiate(participantId, offer)
                : before.handle((_, _) -> participantId).thenCompose(_ -> negotiate(participantId, offer));
        underWay.put(participantId, result);
        return result.whenComplete((_, _) -> underWay.remove(participantId, result));
    }

    void onSubscribe(UUID viewerId, String mid, UUID publisherId, MediaKind kind) {
        room.onSubscribe(viewerId, mid, publisherId, kind);
    }

    void onSubscribeSize(UUID viewerId, String mid, UUID publisherId, int size) {
        room.onSubscribeSize(viewerId, mid, publisherId, size);
    }

    int onSizes(UUID publisherId) {
        return room.sizesOf(publisherId);
    }

    void onUnsubscribe(UUID viewerId, String mid) {
        room.onUnsubscribe(viewerId, mid);
    }

    void onFollowSpeakers(UUID viewerId, String mid, MediaKind kind) {
        room.onFollowSpeakers(viewerId, mid, kind);
    }

    void onConstrain(UUID viewerId, String mid, ViewConstraints constraints) {
        room.onConstrain(viewerId, mid, constraints);
    }

    void onLimit(UUID viewerId, long bitsPerSecond) {
        room.onLimit(viewerId, bitsPerSecond);
    }

    CompletableFuture<Void> onPause(boolean paused) {
        return room.onPause(paused);
    }

    /** When it is done, no more news of that transport comes: a successor of the same id must not be taken for it. */
    CompletableFuture<Void> onLeave(UUID participantId) {
        PeerLink link = links.remove(participantId);
        return link == null ? ending.getOrDefault(participantId, CompletableFuture.completedFuture(null)) : end(link);
    }

    CompletableFuture<Void> onForget(UUID participantId) {
        return onLeave(participantId).thenRun(() -> {
            room.onForget(participantId);
            logs.remove(participantId);
        });
    }

    CompletableFuture<Void> onClose() {
        closed = true;
        List<CompletableFuture<Void>> ends = new ArrayList<>();
        // Their own last word, too: it is what most people look for in a timeline.
        links.values().forEach(link -> ends.add(room.onLeave(link.participant()).thenCompose(_ -> link.close())));
        links.clear();
        return CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new)).thenRunAsync(this::over, home::execute);
    }

    private void over() {
        room.onClose();
        server.emit(new MediaEvent.Closed(
                id,
                logs.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, log -> log.getValue().entries()))));
    }

    CompletableFuture<List<ParticipantStatistics>> onStatistics() {
        return room.onStatistics();
    }

    /** Empty for somebody who was never here or is forgotten. */
    List<SessionLog.Entry> onTimeline(UUID participantId) {
        SessionLog log = logs.get(participantId);
        return log == null ? List.of() : log.entries();
    }

    /** Calls on the participant's loop; false without a call if nobody of this id has a transport. */
    CompletableFuture<Boolean> onParticipant(UUID participantId, Consumer<Participant> call) {
        PeerLink link = links.get(participantId);
        return link == null
                ? CompletableFuture.completedFuture(false)
                : callOn(link.participant().loop(), () -> {
                    call.accept(link.participant());
                    return true;
                });
    }

    /** First out of the room, which makes its usage final; then the transport says goodbye. */
    private CompletableFuture<Void> end(PeerLink link) {
        return room.onLeave(link.participant()).thenAccept(_ -> {
            var _ = link.close();
        });
    }

    private CompletableFuture<Negotiation> negotiate(UUID participantId, SessionDescription offer) {
        DtlsParameters dtls = offer.dtls();
        Fingerprint fingerprint = Fingerprint.parse(dtls.algorithm() + " " + dtls.fingerprint());
        if (closed) {
            return refused("room " + id + " is not open");
        }
        if (fingerprint == null) {
            return refused("the offer's certificate fingerprint is malformed or its hash function is not trusted");
        }
        PeerLink before = links.get(participantId);
        PeerLink present = before != null && before.remoteFingerprint().equals(fingerprint) ? before : null;
        OfferAnswer offerAnswer = present != null
                ? present.offerAnswer()
                : new OfferAnswer(
                        server.newIdentity(),
                        server.settings().random(),
                        server.config().maxSections());
        return switch (offerAnswer.answer(offer)) {
            case OfferAnswer.Outcome.Unfit(String reason) -> refused(reason);
            case OfferAnswer.Outcome.Agreed agreed ->
                // Another certificate is another connection of the same person: a reloaded page, another device.
                present != null
                        ? renegotiate(present, offer, agreed)
                        : onLeave(participantId)
                                .thenCompose(_ ->
                                        join(participantId, offer, coming(offer, fingerprint), offerAnswer, agreed));
        };
    }

    /**
     * Brings a publisher of another server into this room under the id it is known by here. Its server's answer is to us what
     * a publisher's offer is: it says what will be sent and under which numbers.
     */
    CompletableFuture<Negotiation> onRelay(UUID publisherId, SessionDescription offer, SessionDescription told) {
        PeerParameters parameters = RelayAnswer.parameters(offer, told);
        SessionDescription answer = RelayAnswer.asPublished(told);
        if (parameters == null) {
            return refused("the answer names no certificate that can be trusted, or no address");
        }
        OfferAnswer offerAnswer = new OfferAnswer(
                server.newIdentity(),
                server.settings().random(),
                server.config().maxSections());
        return switch (offerAnswer.answer(answer)) {
            case OfferAnswer.Outcome.Unfit(String reason) -> refused(reason);
            case OfferAnswer.Outcome.Agreed agreed ->
                onLeave(publisherId).thenCompose(_ -> join(publisherId, answer, parameters, offerAnswer, agreed));
        };
    }

    private static PeerParameters coming(SessionDescription offer, Fingerprint fingerprint) {
        return new PeerParameters(offer.ice().usernameFragment(), fingerprint, roleFor(offer));
    }

    private CompletableFuture<Negotiation> renegotiate(
            PeerLink link, SessionDescription offer, OfferAnswer.Outcome.Agreed agreed) {
        room.onSections(link.participant(), agreed.plans());
        room.onCaps(link.participant(), capsOf(offer));
        return callOn(
                        link.participant().loop(),
                        () -> link.credentials(offer.ice().usernameFragment()))
                .thenApplyAsync(own -> negotiated(link.participant().id(), own, offer, agreed), home::execute);
    }

    private CompletableFuture<Negotiation> join(
            UUID participantId,
            SessionDescription offer,
            PeerParameters parameters,
            OfferAnswer offerAnswer,
            OfferAnswer.Outcome.Agreed agreed) {
        if (closed || !room.hasPlace()) {
            return refused("room " + id + (closed ? " is not open" : " is full"));
        }
        MediaLoop loop = server.loopFor(home, links.size());
        SessionLog log = logs.computeIfAbsent(
                participantId, _ -> new SessionLog(server.settings().ntpOffsetNs()));
        return callOn(loop, () -> {
                    PeerLink link = new PeerLink(
                            parameters.remoteFingerprint(),
                            offerAnswer,
                            owner,
                            listener -> server.transport().open(loop, parameters, listener),
                            sink -> new Participant(
                                    participantId, loop, sink, offerAnswer.identity(), server.settings(), log));
                    return new Opened(link, link.credentials(parameters.remoteFragment()));
                })
                .thenApplyAsync(opened -> admit(opened, offer, agreed), home::execute);
    }

    /** A link just made on its loop, with the credentials for the answer. */
    private record Opened(PeerLink link, IceCredentials credentials) {}

    private Negotiation admit(Opened opened, SessionDescription offer, OfferAnswer.Outcome.Agreed agreed) {
        Participant participant = opened.link().participant();
        if (closed) {
            var _ = opened.link().close();
            return new Negotiation.Refused("room " + id + " is not open");
        }
        links.put(participant.id(), opened.link());
        room.onJoined(participant);
        room.onSections(participant, agreed.plans());
        room.onCaps(participant, capsOf(offer));
        return negotiated(participant.id(), opened.credentials(), offer, agreed);
    }

    private Negotiation negotiated(
            UUID participantId, IceCredentials own, SessionDescription offer, OfferAnswer.Outcome.Agreed agreed) {
        SessionLog log = logs.get(participantId);
        if (log != null) {
            String sections = agreed.plans().stream().map(OpenRoom::describe).collect(Collectors.joining(", "));
            log.add(SessionLog.Kind.NEGOTIATED, sections, home.nowNs());
        }
        return new Negotiation.Negotiated(server.answer(own, roleFor(offer), agreed.sections()));
    }

    private static Map<String, BitrateCap> capsOf(SessionDescription offer) {
        return offer.sections().stream().collect(Collectors.toMap(MediaSection::mid, MediaSection::cap));
    }

    private static String describe(SectionPlan plan) {
        String way = plan.uplink() ? plan.downlink() ? "sendrecv" : "sendonly" : "recvonly";
        String codec = plan.codecs().getFirst().format().codec().encodingName();
        return plan.mid() + " " + codec + " " + way;
    }

    /** Clients that may take either role, as browsers offer, begin the handshake: their hello needs no answer's delay. */
    private static DtlsRole roleFor(SessionDescription offer) {
        return offer.dtls().setup() == DtlsSetup.PASSIVE ? DtlsRole.CLIENT : DtlsRole.SERVER;
    }

    private static CompletableFuture<Negotiation> refused(String reason) {
        return CompletableFuture.completedFuture(new Negotiation.Refused(reason));
    }

    private static <T> CompletableFuture<T> callOn(MediaLoop loop, Supplier<T> call) {
        return CompletableFuture.supplyAsync(call, loop::execute);
    }

    private void onTransportClosed(PeerLink link, CloseReason reason) {
        UUID participantId = link.participant().id();
        if (links.remove(participantId, link)) {
            CompletableFuture<Void> end = room.onLeave(link.participant())
                    .thenRun(() -> server.emit(new MediaEvent.Disconnected(id, participantId, reason)));
            if (!end.isDone()) {
                ending.put(participantId, end);
                var _ = end.whenComplete((_, _) -> ending.remove(participantId, end));
            }
        }
    }

    /** Comes on the links' loops. */
    private final class LinkNews implements PeerLink.Owner {
        @Override
        public void onConnected(PeerLink link) {
            server.emit(new MediaEvent.Connected(id, link.participant().id()));
        }

        @Override
        public void onClosed(PeerLink link, CloseReason reason) {
            home.execute(() -> onTransportClosed(link, reason));
        }
    }
}
