package dev.stagedoor.media.room;

import dev.stagedoor.media.codec.MediaKind;
import dev.stagedoor.media.room.Subscriptions.Origin;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * The control state of one room: members, who shows whom, pause, usage. Belongs to the room's home loop; what concerns a
 * participant's own state is sent to that participant's loop as a task.
 */
public final class Room {
    private static final long USAGE_PERIOD_NS = 250_000_000;

    private final UUID id;
    private final MediaLoop home;
    private final RoomSettings settings;
    private final RoomListener listener;
    private final Map<UUID, Member> members = new LinkedHashMap<>();
    private final Floor floor = new Floor();
    private final SpeechNews speech = new SpeechNews(floor);
    private final Subscriptions subscriptions = new Subscriptions(members, floor);
    private final RoomUsage usage;
    private final MediaLoop.Timer timer;
    private boolean paused;
    private long resumedNs = Long.MIN_VALUE;

    /** Opens a room; must run on its home loop. */
    public Room(UUID id, MediaLoop home, RoomSettings settings, RoomListener listener) {
        this.id = id;
        this.home = home;
        this.settings = settings;
        this.listener = listener;
        usage = new RoomUsage(
                id, members, listener, settings.limits().deliveryGap().toNanos());
        timer = home.scheduleEvery(this::onUsageTick, USAGE_PERIOD_NS);
    }

    /** Whether there is a place for one more participant. */
    public boolean hasPlace() {
        int present = 0;
        for (Member member : members.values()) {
            present += member.participant() == null ? 0 : 1;
        }
        return present < settings.limits().participantsPerRoom();
    }

    /** Participants with a transport. */
    public List<Participant> participants() {
        List<Participant> present = new ArrayList<>();
        for (Member member : members.values()) {
            if (member.participant() != null) {
                present.add(member.participant());
            }
        }
        return present;
    }

    /** A participant has a transport, not yet connected; one of the same id must have left before. */
    public void onJoined(Participant participant) {
        assertHome();
        members.computeIfAbsent(participant.id(), Member::new).onJoined(participant);
        var _ = tellPause(participant);
    }

    /** The sections agreed with a participant are these now. */
    public void onSections(Participant participant, List<SectionPlan> plans) {
        assertHome();
        Member member = members.get(participant.id());
        if (member != null && participant.equals(member.participant())) {
            List<Publication> ended = member.onSections(participant, plans);
            subscriptions.onSections(participant.id());
            ended.forEach(Publication::close);
        }
    }

    /** Shows on the viewer's section what the publisher sends of the kind, now or as soon as both are there. */
    public void onSubscribe(UUID viewerId, String mid, UUID publisherId, MediaKind kind) {
        assertHome();
        subscriptions.subscribe(viewerId, mid, new Origin(publisherId, kind, LayerSwitch.NONE));
    }

    /** The same of one size of the publisher's pictures alone, a place among its encodings. */
    public void onSubscribeSize(UUID viewerId, String mid, UUID publisherId, int encoding) {
        assertHome();
        subscriptions.subscribe(viewerId, mid, new Origin(publisherId, MediaKind.VIDEO, encoding));
    }

    /** Shows nothing there any more. */
    public void onUnsubscribe(UUID viewerId, String mid) {
        assertHome();
        subscriptions.unsubscribe(viewerId, mid);
    }

    /** How many sizes of pictures somebody may send, 0 if that one sends no pictures. */
    public int sizesOf(UUID publisherId) {
        assertHome();
        Member publisher = members.get(publisherId);
        Publication pictures = publisher == null ? null : publisher.publication(MediaKind.VIDEO);
        return pictures == null ? 0 : pictures.producer().encodings().size();
    }

    /** Shows on the viewer's section one of those who spoke last, see {@link SpeakerSeats}. */
    public void onFollowSpeakers(UUID viewerId, String mid, MediaKind kind) {
        assertHome();
        subscriptions.followSpeakers(viewerId, mid, kind);
    }

    /** What the viewer makes of a section, now and whatever it shows later; the last call wins. */
    public void onConstrain(UUID viewerId, String mid, ViewConstraints next) {
        assertHome();
        subscriptions.constrain(viewerId, mid, next);
    }

    /** What a participant's offer says, by mid, of the most that it wants to be sent on the sections that were agreed. */
    public void onCaps(Participant participant, Map<String, BitrateCap> caps) {
        assertHome();
        Member member = members.get(participant.id());
        if (member != null && participant.equals(member.participant())) {
            member.onCaps(participant, caps);
        }
    }

    /** Sends somebody who is here, or was and is not forgotten, no more than this, bits a second. */
    public void onLimit(UUID viewerId, long bitsPerSecond) {
        assertHome();
        Member viewer = members.get(viewerId);
        if (viewer != null) {
            viewer.onLimit(bitsPerSecond);
        }
    }

    /** Stops or resumes delivery to everybody. Done when every loop has: nothing is forwarded after that. */
    public CompletableFuture<Void> onPause(boolean nowPaused) {
        assertHome();
        if (paused && !nowPaused) {
            resumedNs = home.nowNs();
        }
        paused = nowPaused;
        return CompletableFuture.allOf(
                participants().stream().map(this::tellPause).toArray(CompletableFuture<?>[]::new));
    }

    private CompletableFuture<Void> tellPause(Participant participant) {
        boolean pausedNow = paused;
        long sinceNs = resumedNs;
        return CompletableFuture.runAsync(() -> participant.onPaused(pausedNow, sinceNs), participant.loop()::execute);
    }

    /**
     * Ends a participant, whose transport may have ended already. The result comes on the home loop when its usage is final
     * and reported: whether the participant was still a member's present one.
     */
    public CompletableFuture<Boolean> onLeave(Participant participant) {
        assertHome();
        Member member = members.get(participant.id());
        if (member == null || !participant.equals(member.participant())) {
            return CompletableFuture.completedFuture(false);
        }
        CompletableFuture<Boolean> left = new CompletableFuture<>();
        List<Publication> ended = member.clearSections();
        subscriptions.onSections(participant.id());
        ended.forEach(Publication::close);
        on(participant.loop(), () -> {
            participant.onClosed();
            UsageMeter.Reading last = participant.readUsage();
            on(home, () -> {
                boolean present = participant.equals(member.participant());
                if (present) {
                    member.onLeft(last);
                    reportUsage();
                }
                left.complete(present);
            });
        });
        return left;
    }

    /** Forgets one who has left and will not come back: its subscriptions and its usage. */
    public void onForget(UUID participantId) {
        assertHome();
        Member member = members.get(participantId);
        if (member != null && member.participant() == null) {
            members.remove(participantId);
            subscriptions.forget(participantId);
        }
    }

    /** Forgets the room; its participants must have left. */
    public void onClose() {
        assertHome();
        timer.cancel();
        reportUsage();
        members.clear();
        subscriptions.clear();
    }

    /** Collects statistics of all participants; the result comes on the home loop. */
    public CompletableFuture<List<ParticipantStatistics>> onStatistics() {
        assertHome();
        List<CompletableFuture<ParticipantStatistics>> asked = participants().stream()
                .map(participant ->
                        CompletableFuture.supplyAsync(participant::statistics, task -> on(participant.loop(), task)))
                .toList();
        return CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new))
                .thenApplyAsync(_ -> asked.stream().map(CompletableFuture::join).toList(), task -> on(home, task));
    }

    private void onUsageTick() {
        List<Participant> present = participants();
        for (Participant participant : present) {
            Member member = members.get(participant.id());
            on(participant.loop(), () -> {
                UsageMeter.Reading reading = participant.readUsage();
                Speech heard = participant.readSpeech();
                on(home, () -> {
                    if (member != null && participant.equals(member.participant())) {
                        member.onReading(reading);
                        floor.onSpeech(member.id(), heard);
                    }
                });
            });
        }
        if (!present.isEmpty()) {
            reportUsage();
            speech.report(id, listener, subscriptions::seatSpeakers);
        }
    }

    private void reportUsage() {
        usage.report(subscriptions.viewers(), paused, home.nowNs());
    }

    /** Runs at once when already there, so that a call on one loop is exact at every report. */
    private static void on(MediaLoop loop, Runnable task) {
        if (loop.inLoop()) {
            task.run();
        } else {
            loop.execute(task);
        }
    }

    private void assertHome() {
        if (!home.inLoop()) {
            throw new IllegalStateException("must run on the room's home loop, ran on " + Thread.currentThread());
        }
    }
}
