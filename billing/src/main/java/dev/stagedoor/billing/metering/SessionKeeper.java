package dev.stagedoor.billing.metering;

import dev.stagedoor.billing.ledger.OneByOne;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after sessions while nobody asks: makes delivered time durable, keeps the node's lease, settles what dead nodes
 * left, finishes ends that the database had refused. Each step does only what is due. One thread at a time.
 */
public final class SessionKeeper {
    private static final Logger LOG = LoggerFactory.getLogger(SessionKeeper.class);
    private static final long NS_PER_MS = 1_000_000;
    /** Most sessions recovered in one go, so that one run never takes long. */
    private static final int RECOVERIES_PER_RUN = 500;

    private final SessionStore store;
    private final MeteringTerms terms;
    private final Metering metering;
    private final LiveCalls live;
    private final UUID nodeId;
    private final Supplier<UUID> ids;
    private final LongSupplier nanoTime;
    private final SettlementListener listener;
    private final OutageLog outages;
    private long renewAtNs;

    SessionKeeper(SessionStore store, MeteringTerms terms, Metering metering, LiveCalls live, MeteringContext context) {
        this.store = store;
        this.terms = terms;
        this.metering = metering;
        this.live = live;
        this.nodeId = context.nodeId();
        this.ids = context.ids();
        this.nanoTime = context.nanoTime();
        this.listener = context.listener();
        this.outages = new OutageLog(context.outages(), nodeId);
        this.renewAtNs = nanoTime.getAsLong();
    }

    /** All that is due, in the order of urgency. What cannot be done is told in the log, and keeps nothing else from being done. */
    public void run() {
        OneByOne work = new OneByOne(LOG, "work on sessions:");
        work.did("heartbeats", () -> beat(dueBeats(false)));
        if (nanoTime.getAsLong() - renewAtNs >= 0) {
            work.did("lease", this::renewLease);
            work.did("recovery", this::recover);
            work.did("abandoned holds", this::releaseAbandonedHolds);
            work.did("shows that are over", this::endWhatItsShowLeft);
            work.did("old quotes", store::forgetOldQuotes);
        }
        work.did("ends", this::finishPendingEnds);
    }

    private void renewLease() {
        store.renewLease(nodeId, terms.leaseMs());
        renewAtNs = nanoTime.getAsLong() + terms.leaseRenewMs() * NS_PER_MS;
    }

    /** Settles open sessions of nodes that are dead, as far as they can be; returns how many. */
    public int recover() {
        OneByOne orphans = new OneByOne(LOG, "session of a lost node");
        int recovered = 0;
        while (recovered < RECOVERIES_PER_RUN) {
            @Nullable
            Receipt receipt = orphans.next(without -> store.recoverOne(
                    nodeId,
                    terms.exclusive(),
                    without,
                    session -> Settlement.afterFault(session, terms.faultFreeBelowMs(), ids)));
            if (receipt == null) {
                return recovered;
            }
            recovered++;
            LOG.warn(
                    "Settled session {} of a lost node: {} ms delivered, {} charged",
                    receipt.callId(),
                    receipt.deliveredMs(),
                    receipt.charged().words());
            listener.settledByRecovery(receipt.callId());
        }
        return recovered;
    }

    /** Takes the lease; to be called before the first session. */
    public void start() {
        renewLease();
        bringIn();
        recover();
    }

    /** What a predecessor delivered while the database was away counts, unless its sessions are settled by now. */
    private void bringIn() {
        OneByOne nodes = new OneByOne(LOG, "outage of node");
        outages.leftBehind().forEach((node, beats) -> nodes.did(node, () -> bringIn(node, beats)));
    }

    private void bringIn(UUID node, List<SessionStore.Beat> beats) {
        Set<UUID> taken = store.beat(node, beats);
        LOG.info("{} of {} sessions were delivered further while the database was away", taken.size(), beats.size());
        if (beats.isEmpty() || beats.stream().anyMatch(beat -> store.find(beat.callId()) != null)) {
            outages.forget(node);
        } else {
            LOG.warn("None of these sessions is in this database: what was delivered of them is left where it is");
        }
    }

    /** Makes everything delivered so far durable and gives the lease back. */
    public void stop() {
        List<SessionStore.Beat> last = dueBeats(true);
        try {
            beat(last);
        } catch (RuntimeException e) {
            outages.keep(last, 1);
            throw e;
        }
        store.endLease(nodeId);
    }

    /**
     * Keeps aside what should be durable by now, and is not, for the database is away. Waits neither for the database nor
     * for whoever does; to be called about once a second, beside {@link #run}.
     */
    public void keepAside() {
        List<SessionStore.Beat> overdue = new ArrayList<>();
        for (LiveCall call : live.all()) {
            SessionStore.Beat beat = call.overdueBeat();
            if (beat != null) {
                overdue.add(beat);
            }
        }
        outages.keep(overdue, terms.heartbeatMs());
    }

    private List<SessionStore.Beat> dueBeats(boolean always) {
        List<SessionStore.Beat> due = new ArrayList<>();
        for (LiveCall call : live.all()) {
            call.lock.lock();
            try {
                SessionStore.Beat beat = call.dueBeat(always);
                if (beat != null) {
                    due.add(beat);
                }
            } finally {
                call.lock.unlock();
            }
        }
        return due;
    }

    private void beat(List<SessionStore.Beat> due) {
        if (due.isEmpty()) {
            return;
        }
        Set<UUID> taken = store.beat(nodeId, due);
        outages.clear();
        for (SessionStore.Beat beat : due) {
            confirm(beat, taken.contains(beat.callId()));
        }
    }

    private void confirm(SessionStore.Beat beat, boolean taken) {
        LiveCall call = live.find(beat.callId());
        if (call == null) {
            return;
        }
        call.lock.lock();
        try {
            if (taken) {
                call.beaten(beat.billableMs());
            } else if (!call.isOver()) {
                LOG.warn("Session {} is no longer ours", beat.callId());
                call.close();
                live.forget(call);
            }
        } finally {
            call.lock.unlock();
        }
    }

    private void releaseAbandonedHolds() {
        endEach(store.abandonedHolds(nodeId), EndReason.NEVER_CONNECTED);
    }

    private void endWhatItsShowLeft() {
        endEach(store.leftByTheirShow(nodeId), EndReason.SHOW_OVER);
    }

    private void endEach(List<UUID> sessions, EndReason reason) {
        OneByOne ends = new OneByOne(LOG, "session");
        for (UUID callId : sessions) {
            if (ends.did(callId, () -> metering.end(callId, 0, reason))) {
                listener.settledByRecovery(callId);
            }
        }
    }

    private void finishPendingEnds() {
        OneByOne ends = new OneByOne(LOG, "end of session");
        for (LiveCall call : live.all()) {
            LiveCall.PendingEnd end = call.pendingEnd();
            if (end != null) {
                ends.did(call.callId(), () -> finish(call, end));
            }
        }
    }

    private void finish(LiveCall call, LiveCall.PendingEnd end) {
        if (metering.settle(call, end) != null) {
            listener.settledByRecovery(call.callId());
        }
    }
}
