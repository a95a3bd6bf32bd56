package dev.stagedoor.media.room;

import dev.stagedoor.media.codec.MediaKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the room's home loop knows of one person: the present participant, if any, its sections, and usage over all its
 * transports. Belongs to the home loop.
 */
final class Member {
    private final UUID id;
    private final Map<String, Publication> publications = new LinkedHashMap<>();
    private final Map<String, Consumer> consumers = new LinkedHashMap<>();
    private @Nullable Participant participant;
    private LegUsage past;
    private UsageMeter.@Nullable Reading current;
    private long limit = Long.MAX_VALUE;
    private DeliveryClock.@Nullable Run lastRun;

    Member(UUID id) {
        this.id = id;
        past = new LegUsage(id, 0, 0, 0, 0, 0, 0);
    }

    UUID id() {
        return id;
    }

    /** Whether there is anything to see or hear of this member. */
    boolean sends() {
        return !publications.isEmpty();
    }

    @Nullable
    Participant participant() {
        return participant;
    }

    void onJoined(Participant joined) {
        participant = joined;
        current = null;
        tellLimit();
    }

    /** The most that this member is sent, bits a second, over this transport and all that follow. */
    void onLimit(long bitsPerSecond) {
        limit = bitsPerSecond;
        tellLimit();
    }

    private void tellLimit() {
        Participant present = participant;
        long now = limit;
        if (present != null) {
            present.loop().execute(() -> present.onLimit(now));
        }
    }

    /** What the member's newest offer says of the most that it wants to be sent, by mid. */
    void onCaps(Participant owner, Map<String, BitrateCap> byMid) {
        Map<Consumer, BitrateCap> caps = new HashMap<>();
        consumers.forEach((mid, consumer) -> caps.put(consumer, byMid.getOrDefault(mid, BitrateCap.NONE)));
        owner.loop().execute(() -> owner.onCaps(caps));
    }

    /** Usage of the transport that ended becomes past usage. */
    void onLeft(UsageMeter.Reading last) {
        onReading(last);
        past = usage();
        current = null;
        participant = null;
    }

    void onReading(UsageMeter.Reading reading) {
        current = reading;
        if (reading.deliveredRun() != null) {
            lastRun = reading.deliveredRun();
        }
    }

    /** Over all transports. */
    LegUsage usage() {
        if (current == null) {
            return past;
        }
        LegUsage now = current.usage();
        return new LegUsage(
                id,
                past.receivedMs() + now.receivedMs(),
                past.deliveredMs() + now.deliveredMs(),
                past.receivedPackets() + now.receivedPackets(),
                past.receivedBytes() + now.receivedBytes(),
                past.deliveredPackets() + now.deliveredPackets(),
                past.deliveredBytes() + now.deliveredBytes());
    }

    /** The newest run of delivery to this member, null if nothing was ever delivered. */
    DeliveryClock.@Nullable Run lastRun() {
        return lastRun;
    }

    @Nullable
    Consumer consumer(String mid) {
        return consumers.get(mid);
    }

    /** The first section on which this member sends the kind. */
    @Nullable
    Publication publication(MediaKind kind) {
        for (Publication publication : publications.values()) {
            if (publication.producer().plan().kind() == kind) {
                return publication;
            }
        }
        return null;
    }

    /** Makes producers and consumers what the plans say; those whose plan is unchanged go on. Returns what has ended. */
    List<Publication> onSections(Participant owner, List<SectionPlan> plans) {
        ParticipantContext context = owner.context();
        Map<String, Publication> publicationsBefore = new LinkedHashMap<>(publications);
        Map<String, Consumer> consumersBefore = new LinkedHashMap<>(consumers);
        publications.clear();
        consumers.clear();
        for (SectionPlan plan : plans) {
            if (plan.uplink()) {
                Publication before = publicationsBefore.get(plan.mid());
                boolean goesOn =
                        before != null && plan.sameUplink(before.producer().plan());
                Publication kept = goesOn ? publicationsBefore.remove(plan.mid()) : null;
                publications.put(plan.mid(), kept != null ? kept : publication(plan, context));
            }
            if (plan.downlink()) {
                Consumer before = consumersBefore.get(plan.mid());
                boolean goesOn = before != null && plan.sameDownlink(before.plan());
                consumers.put(plan.mid(), goesOn && before != null ? before : new Consumer(plan, context));
            }
        }
        List<Producer> producers =
                publications.values().stream().map(Publication::producer).toList();
        List<Consumer> nextConsumers = List.copyOf(consumers.values());
        owner.loop().execute(() -> owner.onSections(producers, nextConsumers));
        return new ArrayList<>(publicationsBefore.values());
    }

    private static Publication publication(SectionPlan plan, ParticipantContext context) {
        return new Publication(new Producer(plan, context), context.settings().limits());
    }

    /** Forgets all sections; returns the publications that have ended. */
    List<Publication> clearSections() {
        List<Publication> ended = List.copyOf(publications.values());
        publications.clear();
        consumers.clear();
        return ended;
    }
}
