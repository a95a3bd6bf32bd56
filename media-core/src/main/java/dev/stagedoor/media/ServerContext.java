package dev.stagedoor.media;

import dev.stagedoor.media.dtls.DtlsRole;
import dev.stagedoor.media.dtls.Fingerprint;
import dev.stagedoor.media.ice.IceCredentials;
import dev.stagedoor.media.room.LocalIdentity;
import dev.stagedoor.media.room.MediaLoop;
import dev.stagedoor.media.room.RoomSettings;
import dev.stagedoor.media.transport.UdpServer;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What all rooms of a server share. Safe on any thread. */
record ServerContext(
        MediaConfig config,
        UdpServer transport,
        List<MediaLoop> loops,
        RoomSettings settings,
        List<IceCandidate> candidates,
        Consumer<MediaEvent> listener,
        AtomicInteger nextLoop) {
    private static final Logger LOG = LoggerFactory.getLogger(MediaServer.class);

    /** Loops in turn. */
    MediaLoop nextInTurn() {
        return loops.get(Math.floorMod(nextLoop.getAndIncrement(), loops.size()));
    }

    /** Where a room's next participant is to live. */
    MediaLoop loopFor(MediaLoop home, int participantsInRoom) {
        return participantsInRoom < settings.limits().participantsOnHomeLoop() ? home : nextInTurn();
    }

    /** Names of ours for one participant. */
    LocalIdentity newIdentity() {
        long ssrc = 1 + (settings.random().getAsInt() & 0x7FFF_FFFFL);
        HexFormat hex = HexFormat.of();
        String cname = hex.toHexDigits(settings.random().getAsInt())
                + hex.toHexDigits(settings.random().getAsInt());
        return new LocalIdentity(ssrc, cname);
    }

    /** A whole answer around its sections. */
    SessionDescription answer(IceCredentials ice, DtlsRole role, List<MediaSection> sections) {
        Fingerprint own = transport.fingerprint();
        DtlsSetup setup = role == DtlsRole.SERVER ? DtlsSetup.PASSIVE : DtlsSetup.ACTIVE;
        return new SessionDescription(
                new IceParameters(ice.usernameFragment(), ice.password()),
                new DtlsParameters(own.hash(), own.value(), setup),
                sections,
                candidates);
    }

    /** A whole offer around its sections, with credentials of its own. */
    SessionDescription offer(List<MediaSection> sections) {
        Fingerprint own = transport.fingerprint();
        IceCredentials ice = transport.newCredentials();
        return new SessionDescription(
                new IceParameters(ice.usernameFragment(), ice.password()),
                new DtlsParameters(own.hash(), own.value(), DtlsSetup.ACTPASS),
                sections,
                List.of());
    }

    /** Tells the listener; one that fails must not take the loop with it. */
    void emit(MediaEvent event) {
        try {
            listener.accept(event);
        } catch (RuntimeException e) {
            LOG.error("the media listener failed on {}", event, e);
        }
    }
}
