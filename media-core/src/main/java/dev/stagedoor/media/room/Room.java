package dev.stagedoor.media.room;

import dev.stagedoor.media.codec.MediaKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The control state of one room: members, who shows whom, pause, usage. Belongs to the room's home loop; what concerns a
 * participant's own state is sent to that participant's loop as a task.
 */
public final class Room {
    private static final long USAGE_PERIOD_NS = 250_000_000;
    private static final long NS_PER_MS = 1_000_000;

    private final UUID id;
    private final MediaLoop home;
    private final RoomSettings settings;
    private final RoomListener listener;
    private final Map<UUID, Member> members = new LinkedHashMap<>();
    private final Map<Target, Origin> subscriptions = new LinkedHashMap<>();
    private final Map<Target, ViewConstraints> constraints = new HashMap<>();
    private final Map<Target, Attachment> attachments = new HashMap<>();
    private final MutualClock mutual = new MutualClock();
    private final Floor floor = new Floor();
    private final SpeechNews speech = new SpeechNews(floor);
    private final SpeakerSeats seats = new SpeakerSeats();
    private final MediaLoop.Timer timer;
    private boolean paused;
    private long resumedNs = Long.MIN_VALUE;

    /** Opens a room; must run on its home loop. */
    public Room(UUID id, MediaLoop home, RoomSettings settings, RoomListener listener) {
        this.id = id;
        this.home = home;
        this.settings = settings;
        this.listener = listener;
        timer = home.scheduleEvery(this::onUsageTick, USAGE_PERIOD_NS);
    }

    /** A viewer's section. */
    private record Target(UUID viewerId, String mid) {}

    /** What a viewer's section shows: of a simulcast one encoding at a time, or always the same. */
    private record Origin(UUID publisherId, MediaKind kind, int encoding) {}

    /** What was last told to a consumer. */
    private record Attachment(Participant viewer, Consumer consumer, Branch branch, int encoding) {
        void begin() {
            viewer.loop().execute(() -> viewer.onSource(consumer, branch, encoding));
        }

        void end() {
            viewer.loop().execute(() -> viewer.onSource(consumer, null, LayerSwitch.NONE));
        }
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
        tellPause(participant);
    }

    /** The sections agreed with a participant are these now. */
    public void onSections(Participant participant, List<SectionPlan> plans) {
        assertHome();
        Member member = members.get(participant.id());
        if (member != null && participant.equals(member.participant())) {
            List<Publication> ended = member.onSections(participant, plans);
            seatSpeakers();
            attach(participant.id());
            ended.forEach(Publication::close);
        }
    }

    /** Shows on the viewer's section what the publisher sends of the kind, now or as soon as both are there. */
    public void onSubscribe(UUID viewerId, String mid, UUID publisherId, MediaKind kind) {
        subscribe(viewerId, mid, new Origin(publisherId, kind, LayerSwitch.NONE));
    }

    /** The same of one size of the publisher's pictures alone, a place among its encodings. */
    public void onSubscribeSize(UUID viewerId, String mid, UUID publisherId, int encoding) {
        subscribe(viewerId, mid, new Origin(publisherId, MediaKind.VIDEO, encoding));
    }

    private void subscribe(UUID viewerId, String mid, Origin origin) {
        assertHome();
        seats.leave(viewerId, mid::equals);
        subscriptions.put(new Target(viewerId, mid), origin);
        forgetRecycled(viewerId, mid);
        attach(viewerId);
    }

    /** Shows nothing there any more. */
    public void onUnsubscribe(UUID viewerId, String mid) {
        assertHome();
        Target target = new Target(viewerId, mid);
        seats.leave(viewerId, mid::equals);
        subscriptions.remove(target);
        Attachment shown = attachments.remove(target);
        if (shown != null) {
            shown.end();
        }
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
        forgetRecycled(viewerId, mid);
        seats.follow(viewerId, mid, kind);
        seatSpeakers();
        attach(viewerId);
    }

    private void seatSpeakers() {
        Set<UUID> senders = new LinkedHashSet<>();
        members.values().stream().filter(Member::sends).forEach(member -> senders.add(member.id()));
        floor.onSenders(senders);
        Set<UUID> reseated = new LinkedHashSet<>();
        seats.assign(floor.lately(), (viewerId, mid, speakerId, kind) -> {
            Origin speaker = new Origin(speakerId, kind, LayerSwitch.NONE);
            if (!speaker.equals(subscriptions.put(new Target(viewerId, mid), speaker))) {
                reseated.add(viewerId);
            }
        });
        reseated.forEach(this::attach);
    }

    /** A viewer that takes up a section has no use for those it no longer has: their names come from the wire. */
    private void forgetRecycled(UUID viewerId, String mid) {
        Member viewer = members.get(viewerId);
        if (viewer != null && viewer.consumer(mid) != null) {
            subscriptions
                    .keySet()
                    .removeIf(target -> target.viewerId().equals(viewerId) && viewer.consumer(target.mid()) == null);
            seats.leave(viewerId, each -> viewer.consumer(each) == null);
            constraints.keySet().removeIf(target -> !isShown(target));
        }
    }

    /** What the viewer makes of a section, now and whatever it shows later; the last call wins. */
    public void onConstrain(UUID viewerId, String mid, ViewConstraints next) {
        assertHome();
        Target target = new Target(viewerId, mid);
        if (!isShown(target)) {
            return;
        }
        constraints.put(target, next);
        Attachment attachment = attachments.get(target);
        if (attachment != null) {
            constrain(target, attachment);
        }
    }

    private boolean isShown(Target target) {
        return subscriptions.containsKey(target) || seats.has(target.viewerId(), target.mid());
    }

    private void constrain(Target target, Attachment attachment) {
        ViewConstraints next = constraints.get(target);
        if (next != null) {
            attachment.viewer().loop().execute(() -> attachment.viewer().onConstraints(attachment.consumer(), next));
        }
    }

    /** Stops or resumes delivery to everybody. */
    public void onPause(boolean nowPaused) {
        assertHome();
        if (paused && !nowPaused) {
            resumedNs = home.nowNs();
        }
        paused = nowPaused;
        participants().forEach(this::tellPause);
    }

    private void tellPause(Participant participant) {
        boolean pausedNow = paused;
        long sinceNs = resumedNs;
        participant.loop().execute(() -> participant.onPaused(pausedNow, sinceNs));
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
        seatSpeakers();
        attach(participant.id());
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
            subscriptions.keySet().removeIf(target -> target.viewerId().equals(participantId));
            seats.leave(participantId, _ -> true);
        }
    }

    /** Forgets the room; its participants must have left. */
    public void onClose() {
        assertHome();
        timer.cancel();
        reportUsage();
        members.clear();
        subscriptions.clear();
        constraints.clear();
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

    /**
     * Something has changed of this member: tells every consumer whose source is not the one it should be. What neither shows
     * nor is shown to it is not looked at, or each who comes would cost what all who are there cost.
     */
    private void attach(UUID changed) {
        subscriptions.forEach((target, origin) -> {
            if (!changed.equals(target.viewerId()) && !changed.equals(origin.publisherId())) {
                return;
            }
            Attachment before = attachments.get(target);
            Attachment after = attachment(target, origin);
            if (after == null ? before == null : after.equals(before)) {
                return;
            }
            if (after != null) {
                attachments.put(target, after);
                after.begin();
                constrain(target, after);
            } else {
                attachments.remove(target);
            }
            if (before != null && (after == null || !after.consumer().equals(before.consumer()))) {
                before.end();
            }
        });
    }

    private @Nullable Attachment attachment(Target target, Origin origin) {
        Member viewer = members.get(target.viewerId());
        Member publisher = members.get(origin.publisherId());
        if (viewer == null || publisher == null || viewer.participant() == null) {
            return null;
        }
        Consumer consumer = viewer.consumer(target.mid());
        Publication publication = publisher.publication(origin.kind());
        if (consumer == null || publication == null || consumer.plan().kind() != origin.kind()) {
            return null;
        }
        Participant shownTo = viewer.participant();
        return new Attachment(shownTo, consumer, publication.branchOn(shownTo.loop()), origin.encoding());
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
            speech.report(id, listener, this::seatSpeakers);
        }
    }

    private void reportUsage() {
        List<DeliveryClock.Run> runs = runsOfAllLegs();
        mutual.advance(runs);
        long oldestAllowedNs = home.nowNs() - settings.limits().deliveryGap().toNanos();
        boolean flowing = !paused && runs.size() > 1 && runs.stream().allMatch(run -> run.lastNs() >= oldestAllowedNs);
        List<LegUsage> usage = members.values().stream().map(Member::usage).toList();
        listener.onUsage(id, mutual.totalNs() / NS_PER_MS, flowing, usage);
    }

    /**
     * The legs of a room are its subscribed viewers, present or not. Empty while nothing was yet delivered to one of them:
     * then nothing is mutual.
     */
    private List<DeliveryClock.Run> runsOfAllLegs() {
        List<DeliveryClock.Run> runs = new ArrayList<>();
        Set<UUID> viewers = new LinkedHashSet<>();
        subscriptions.keySet().forEach(target -> viewers.add(target.viewerId()));
        for (UUID viewerId : viewers) {
            Member member = members.get(viewerId);
            DeliveryClock.Run run = member == null ? null : member.lastRun();
            if (run == null) {
                return List.of();
            }
            runs.add(run);
        }
        return runs;
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
