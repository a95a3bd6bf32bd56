package dev.stagedoor.media.room;

import dev.stagedoor.media.codec.MediaKind;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which viewer's section is to show whom, and what it was last told to show: nothing as long as one of the two is not there.
 * Belongs to the room's home loop.
 */
final class Subscriptions {
    private final Map<UUID, Member> members;
    private final Floor floor;
    private final SpeakerSeats seats = new SpeakerSeats();
    private final Map<Target, Origin> wanted = new LinkedHashMap<>();
    private final Map<Target, ViewConstraints> constraints = new HashMap<>();
    private final Map<Target, Attachment> shown = new HashMap<>();

    /** @param members the room's, as they are at any time */
    Subscriptions(Map<UUID, Member> members, Floor floor) {
        this.members = members;
        this.floor = floor;
    }

    /** What a viewer's section shows: of a simulcast one encoding at a time ({@link LayerSwitch#NONE}), or always the same. */
    record Origin(UUID publisherId, MediaKind kind, int encoding) {}

    /** A viewer's section. */
    private record Target(UUID viewerId, String mid) {}

    /** What was last told to a consumer. */
    private record Attachment(Participant viewer, Consumer consumer, Branch branch, int encoding) {
        void begin() {
            viewer.loop().execute(() -> viewer.onSource(consumer, branch, encoding));
        }

        void end() {
            viewer.loop().execute(() -> viewer.onSource(consumer, null, LayerSwitch.NONE));
        }
    }

    /** Shows this there, now or as soon as both are there. */
    void subscribe(UUID viewerId, String mid, Origin origin) {
        seats.leave(viewerId, mid::equals);
        wanted.put(new Target(viewerId, mid), origin);
        forgetRecycled(viewerId, mid);
        attach(viewerId);
    }

    /** Shows nothing there any more. */
    void unsubscribe(UUID viewerId, String mid) {
        Target target = new Target(viewerId, mid);
        seats.leave(viewerId, mid::equals);
        wanted.remove(target);
        Attachment ended = shown.remove(target);
        if (ended != null) {
            ended.end();
        }
    }

    /** Shows there one of those who spoke last, see {@link SpeakerSeats}. */
    void followSpeakers(UUID viewerId, String mid, MediaKind kind) {
        forgetRecycled(viewerId, mid);
        seats.follow(viewerId, mid, kind);
        seatSpeakers();
        attach(viewerId);
    }

    /** Gives the seats to those who spoke last, of those who send anything. */
    void seatSpeakers() {
        Set<UUID> senders = new LinkedHashSet<>();
        members.values().stream().filter(Member::sends).forEach(member -> senders.add(member.id()));
        floor.onSenders(senders);
        Set<UUID> reseated = new LinkedHashSet<>();
        seats.assign(floor.lately(), (viewerId, mid, speakerId, kind) -> {
            Origin speaker = new Origin(speakerId, kind, LayerSwitch.NONE);
            if (!speaker.equals(wanted.put(new Target(viewerId, mid), speaker))) {
                reseated.add(viewerId);
            }
        });
        reseated.forEach(this::attach);
    }

    /** Somebody's sections are others now, or there are none any more. */
    void onSections(UUID memberId) {
        seatSpeakers();
        attach(memberId);
    }

    /** What the viewer makes of a section, now and whatever it shows later; the last call wins. */
    void constrain(UUID viewerId, String mid, ViewConstraints next) {
        Target target = new Target(viewerId, mid);
        if (!isWanted(target)) {
            return;
        }
        constraints.put(target, next);
        Attachment attachment = shown.get(target);
        if (attachment != null) {
            constrain(target, attachment);
        }
    }

    /** Forgets a viewer who will not come back. */
    void forget(UUID viewerId) {
        wanted.keySet().removeIf(target -> target.viewerId().equals(viewerId));
        constraints.keySet().removeIf(target -> target.viewerId().equals(viewerId));
        seats.leave(viewerId, _ -> true);
    }

    /** Forgets all. */
    void clear() {
        wanted.clear();
        constraints.clear();
    }

    /** Those who are to be shown something, present or not. */
    Set<UUID> viewers() {
        Set<UUID> viewers = new LinkedHashSet<>();
        wanted.keySet().forEach(target -> viewers.add(target.viewerId()));
        return viewers;
    }

    /** A viewer that takes up a section has no use for those it no longer has: their names come from the wire. */
    private void forgetRecycled(UUID viewerId, String mid) {
        Member viewer = members.get(viewerId);
        if (viewer != null && viewer.consumer(mid) != null) {
            wanted.keySet()
                    .removeIf(target -> target.viewerId().equals(viewerId) && viewer.consumer(target.mid()) == null);
            seats.leave(viewerId, each -> viewer.consumer(each) == null);
            constraints.keySet().removeIf(target -> !isWanted(target));
        }
    }

    private boolean isWanted(Target target) {
        return wanted.containsKey(target) || seats.has(target.viewerId(), target.mid());
    }

    private void constrain(Target target, Attachment attachment) {
        ViewConstraints next = constraints.get(target);
        if (next != null) {
            attachment.viewer().loop().execute(() -> attachment.viewer().onConstraints(attachment.consumer(), next));
        }
    }

    /**
     * Something has changed of this member: tells every consumer whose source is not the one it should be. What neither shows
     * nor is shown to it is not looked at, or each who comes would cost what all who are there cost.
     */
    private void attach(UUID changed) {
        wanted.forEach((target, origin) -> {
            if (changed.equals(target.viewerId()) || changed.equals(origin.publisherId())) {
                attach(target, origin);
            }
        });
    }

    private void attach(Target target, Origin origin) {
        Attachment before = shown.get(target);
        Attachment after = attachment(target, origin);
        if (after == null ? before == null : after.equals(before)) {
            return;
        }
        if (after != null) {
            shown.put(target, after);
            after.begin();
            constrain(target, after);
        } else {
            shown.remove(target);
        }
        if (before != null && (after == null || !after.consumer().equals(before.consumer()))) {
            before.end();
        }
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
}
