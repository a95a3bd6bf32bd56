package dev.stagedoor.billing.store;

import static dev.stagedoor.billing.store.jooq.Tables.GROUP_SHOW;
import static dev.stagedoor.billing.store.jooq.Tables.METERED_SESSION;
import static dev.stagedoor.billing.store.jooq.Tables.SESSION_FENCE;

import dev.stagedoor.billing.metering.SessionSnapshot;
import dev.stagedoor.billing.metering.SessionState;
import java.util.List;
import org.jooq.Condition;
import org.jooq.impl.DSL;

/** What a session's row must still say for something to happen to it. */
final class SessionConditions {
    /** The states of a session that is not settled. */
    static final List<String> OPEN = List.of(SessionState.HELD.name(), SessionState.ACTIVE.name());

    private SessionConditions() {}

    /** Checked even where no posting follows that would check it. */
    static Condition ownedBy(SessionSnapshot session) {
        return METERED_SESSION.ID.in(DSL.select(SESSION_FENCE.SESSION_ID)
                .from(SESSION_FENCE)
                .where(SESSION_FENCE.SESSION_ID.eq(session.callId()))
                .and(SESSION_FENCE.NODE_ID.eq(session.fence().nodeId()))
                .and(SESSION_FENCE.LEASE_EPOCH.eq(session.fence().leaseEpoch())));
    }

    /** The row has not moved on. */
    static Condition isAt(SessionSnapshot.Step step) {
        return METERED_SESSION
                .TICK_NO
                .eq(step.tickNo())
                .and(METERED_SESSION.EXTENSION_NO.eq(step.extensionNo()))
                .and(METERED_SESSION.PART_NO.eq(step.partNo()));
    }

    /** Nobody pays for waiting until a group show has come together. */
    static Condition showRuns() {
        return DSL.exists(DSL.selectOne()
                .from(GROUP_SHOW)
                .where(GROUP_SHOW.ID.eq(METERED_SESSION.SHOW_ID))
                .and(GROUP_SHOW.STATE.eq("RUNNING")));
    }
}
