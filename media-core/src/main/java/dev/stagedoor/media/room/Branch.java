package dev.stagedoor.media.room;

import dev.stagedoor.media.codec.MediaKind;
import dev.stagedoor.media.codec.PayloadTypes;
import dev.stagedoor.media.stream.BurstPadding;
import dev.stagedoor.media.stream.PacketRing;
import dev.stagedoor.media.stream.SourceClock;
import dev.stagedoor.media.stream.StoredPacket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The part of a producer's distribution that lies on one loop: its packets there, and the consumers that get them. The
 * producer writes a burst and flushes once; the branch's loop then goes consumer by consumer, so that packets to one
 * receiver leave next to each other and can be sent as one segmented datagram.
 */
final class Branch {
    /** Segments of one message: more packets than that gain nothing by waiting for each other. */
    private static final int MOST_AWAITING = 64;

    private final Producer producer;
    private final MediaLoop loop;
    private final PacketRing ring;
    private final AtomicBoolean wakeUpQueued = new AtomicBoolean();
    private final Runnable wakeUp = this::onWakeUp;
    private final Runnable release = this::onRelease;
    private final boolean video;
    private final int mostAwaiting;

    // The branch's loop's.
    private final List<Consumer> consumers = new ArrayList<>();
    private boolean releaseQueued;
    private boolean closed;
    private volatile long room = Long.MAX_VALUE;
    private volatile boolean takesRedundancy;

    Branch(Producer producer, MediaLoop loop, int capacity) {
        this.producer = producer;
        this.loop = loop;
        ring = new PacketRing(capacity, producer.encodings().size());
        mostAwaiting = Math.min(MOST_AWAITING, ring.capacityInFlight() / 2);
        video = producer.plan().kind() == MediaKind.VIDEO;
    }

    MediaLoop loop() {
        return loop;
    }

    Producer producer() {
        return producer;
    }

    /**
     * Producer's loop: a slot for a packet of the next flush, null if this loop is too far behind. A burst larger than what
     * may be in flight is no reason to drop where both ends are one thread.
     */
    @Nullable
    StoredPacket claim() {
        StoredPacket slot = ring.claim();
        if (slot == null && isLocal()) {
            ring.publish();
            distribute(loop.nowNs());
            slot = ring.claim();
        }
        return slot;
    }

    /** Producer's loop: sends what was offered on its way. */
    void flush(long nowNs) {
        if (!ring.publish()) {
            return;
        }
        if (isLocal()) {
            fanOut(nowNs);
        } else if (wakeUpQueued.compareAndSet(false, true)) {
            loop.execute(wakeUp);
        }
    }

    /** Branch's loop from here on. */
    void onAdd(Consumer consumer) {
        consumers.add(consumer);
        onConsumersChanged();
    }

    void onRemove(Consumer consumer) {
        consumers.remove(consumer);
        onConsumersChanged();
    }

    private void onConsumersChanged() {
        int redundant = producer.redundantFormat();
        takesRedundancy =
                redundant != PayloadTypes.NONE && consumers.stream().allMatch(consumer -> consumer.takes(redundant));
        onRoomChanged();
    }

    /** Any loop: whether everybody here can read redundant audio; if not, nobody is sent it. */
    boolean takesRedundancy() {
        return takesRedundancy;
    }

    /** A packet that has come here before; null if it never did or is forgotten; valid until the next call. */
    @Nullable
    StoredPacket find(int encoding, long sequence, int generation) {
        return closed ? null : ring.find(encoding, sequence, generation);
    }

    /** The newest sequence number of an encoding that has come here. */
    long newest(int encoding) {
        return ring.newest(encoding);
    }

    /** The lowest number that it is worth looking for. */
    long oldest(int encoding) {
        return ring.oldest(encoding);
    }

    /** The first packet of an encoding's newest key frame, as {@link #find} would give it. */
    @Nullable
    StoredPacket newestKeyFrame(int encoding) {
        return closed ? null : ring.newestKeyFrame(encoding);
    }

    /** The name of an encoding, empty where there is only one. */
    String rid(int encoding) {
        return producer.encodings().get(encoding).announced().rid();
    }

    /** The newest mapping of a numbering's timestamps to our time, null before its first sender report. */
    @Nullable
    SourceClock clock(int encoding, int generation) {
        SourceClock clock = producer.encodings().get(encoding).clock();
        return clock != null && clock.generation() == generation ? clock : null;
    }

    void requestKeyFrame(int encoding) {
        Encoding wanted = producer.encodings().get(encoding);
        if (isLocal()) {
            wanted.onKeyFrameWanted();
        } else {
            producer.loop().execute(wanted.keyFrameWanted());
        }
    }

    /** Any loop: the most that a viewer here can take, bits a second; {@link Long#MAX_VALUE} if some path has no limit. */
    long room() {
        return room;
    }

    /** A viewer's path has changed. */
    void onRoomChanged() {
        long most = 0;
        for (int c = 0; c < consumers.size(); c++) {
            most = Math.max(most, consumers.get(c).claim().room());
        }
        room = consumers.isEmpty() ? Long.MAX_VALUE : most;
    }

    /** The producer no longer writes: frees the memory. */
    void onClose() {
        if (!closed) {
            closed = true;
            consumers.clear();
            ring.close();
        }
    }

    private boolean isLocal() {
        return loop.equals(producer.loop());
    }

    private void onWakeUp() {
        wakeUpQueued.set(false);
        fanOut(loop.nowNs());
    }

    private void fanOut(long nowNs) {
        if (!closed && !awaitsRestOfFrame()) {
            distribute(nowNs);
        }
    }

    /**
     * On a busy loop, part of a frame waits a moment for the rest, because packets that leave together cost half. A loop that
     * has time gains nothing by it and sends at once, and so does audio. More than a message can hold never waits.
     */
    private boolean awaitsRestOfFrame() {
        long to = ring.endIndex();
        long waiting = to - ring.readIndex();
        if (!video || waiting == 0 || waiting >= mostAwaiting || ring.at(to - 1).marker()) {
            return false;
        }
        releaseQueued = releaseQueued || loop.defer(release);
        return releaseQueued;
    }

    private void onRelease() {
        releaseQueued = false;
        distribute(loop.nowNs());
    }

    private void distribute(long nowNs) {
        if (closed) {
            return;
        }
        long from = ring.readIndex();
        long to = ring.endIndex();
        ring.index(to);
        if (video) {
            BurstPadding.pad(ring, from, to);
        }
        for (int c = 0; c < consumers.size(); c++) {
            Consumer consumer = consumers.get(c);
            for (long i = from; i < to; i++) {
                consumer.onPacket(ring.at(i), nowNs);
            }
        }
        ring.readTo(to);
    }
}
