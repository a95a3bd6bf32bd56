package dev.stagedoor.media.room;

import dev.stagedoor.media.codec.MediaKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

/** A room on an inline loop with a clock moved by hand. */
final class RoomFixture {
    static final long MS = 1_000_000;

    final InlineLoop loop = new InlineLoop(0);
    final RoomSettings settings;
    final Room room;
    final List<Usage> usages = new ArrayList<>();
    final List<Optional<UUID>> speakers = new ArrayList<>();
    final List<Map<UUID, Integer>> levels = new ArrayList<>();
    private final List<InlineLoop> loops = new ArrayList<>(List.of(loop));

    RoomFixture() {
        this(RoomLimits.defaults());
    }

    RoomFixture(RoomLimits limits) {
        Random random = new Random(7);
        settings = new RoomSettings(limits, 3_900_000_000_000_000_000L, random::nextInt);
        room = new Room(UUID.randomUUID(), loop, settings, new Listener());
    }

    /** Keeps all news. */
    private final class Listener implements RoomListener {
        @Override
        public void onUsage(UUID id, long mutualMs, boolean flowing, List<LegUsage> legs) {
            usages.add(new Usage(mutualMs, flowing, legs));
        }

        @Override
        public void onDominantSpeaker(UUID id, Optional<UUID> participantId) {
            speakers.add(participantId);
        }

        @Override
        public void onAudioLevels(UUID id, Map<UUID, Integer> levelsDb) {
            levels.add(levelsDb);
        }
    }

    record Usage(long mutualMs, boolean flowing, List<LegUsage> legs) {}

    /** A second loop whose clock moves with the first. */
    InlineLoop anotherLoop() {
        InlineLoop other = new InlineLoop(loop.nowNs());
        loops.add(other);
        return other;
    }

    /** A connected peer with these sections. */
    FakePeer join(SectionPlan... plans) {
        return join(loop, plans);
    }

    FakePeer join(InlineLoop on, SectionPlan... plans) {
        return connect(joinUnconnected(new FakePeer(on, settings), plans));
    }

    /** The same person over a new transport. */
    FakePeer rejoin(FakePeer before, SectionPlan... plans) {
        return connect(joinUnconnected(new FakePeer(before.id, before.loop, settings), plans));
    }

    private FakePeer connect(FakePeer peer) {
        peer.participant.onConnected();
        runAll();
        return peer;
    }

    void leave(FakePeer peer) {
        var _ = room.onLeave(peer.participant);
        runAll();
    }

    FakePeer joinUnconnected(FakePeer peer, SectionPlan... plans) {
        room.onJoined(peer.participant);
        room.onSections(peer.participant, List.of(plans));
        runAll();
        return peer;
    }

    /** Stops or resumes delivery; takes effect by {@link #runAll}. */
    void pause(boolean paused) {
        var _ = room.onPause(paused);
    }

    /** Each sees and hears the other. */
    void subscribeBoth(FakePeer a, FakePeer b) {
        subscribe(a, b);
        subscribe(b, a);
    }

    void subscribe(FakePeer viewer, FakePeer publisher) {
        room.onSubscribe(viewer.id, FakePeer.AUDIO_MID, publisher.id, MediaKind.AUDIO);
        room.onSubscribe(viewer.id, FakePeer.VIDEO_MID, publisher.id, MediaKind.VIDEO);
        runAll();
    }

    void runAll() {
        for (int i = 0; i < 3; i++) {
            loops.forEach(InlineLoop::runAll);
        }
    }

    void advanceMs(long ms) {
        for (long i = 0; i < ms; i++) {
            loops.forEach(each -> each.advance(MS));
        }
        runAll();
    }

    Usage lastUsage() {
        return usages.getLast();
    }
}
