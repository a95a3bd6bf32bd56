package dev.stagedoor.billing.store;

import static dev.stagedoor.billing.store.jooq.Tables.BILLING_NODE;
import static dev.stagedoor.billing.store.jooq.Tables.METERED_SESSION;
import static dev.stagedoor.billing.store.jooq.Tables.SESSION_FENCE;

import java.time.OffsetDateTime;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Which nodes live, and who takes over what the others left open. */
final class NodeLeases {
    private NodeLeases() {}

    static int renew(DSLContext sql, UUID nodeId, long leaseMs) {
        Field<OffsetDateTime> until = DSL.field(
                "clock_timestamp() + make_interval(secs => {0})", OffsetDateTime.class, DSL.val(leaseMs / 1_000.0));
        return sql.insertInto(BILLING_NODE)
                .set(BILLING_NODE.ID, nodeId)
                .set(BILLING_NODE.LEASE_EXPIRES_AT, until)
                .onConflict(BILLING_NODE.ID)
                .doUpdate()
                .set(BILLING_NODE.LEASE_EXPIRES_AT, until)
                .execute();
    }

    static int end(DSLContext sql, UUID nodeId) {
        return sql.deleteFrom(BILLING_NODE).where(BILLING_NODE.ID.eq(nodeId)).execute();
    }

    /**
     * Makes an open session of a dead node this node's, under a higher epoch; null if there is none. Every other node counts
     * as dead if {@code exclusive}. A session that somebody else is about to claim is passed over, and so are those of
     * {@code without}.
     */
    static @Nullable UUID claimOrphan(DSLContext sql, UUID nodeId, boolean exclusive, Set<UUID> without) {
        Condition ownerLives = DSL.exists(sql.selectOne()
                .from(BILLING_NODE)
                .where(BILLING_NODE.ID.eq(SESSION_FENCE.NODE_ID))
                .and(BILLING_NODE.LEASE_EXPIRES_AT.gt(Instants.clockTimestamp())));
        UUID orphan = sql.select(METERED_SESSION.ID)
                .from(METERED_SESSION)
                .join(SESSION_FENCE)
                .on(SESSION_FENCE.SESSION_ID.eq(METERED_SESSION.ID))
                .where(METERED_SESSION.STATE.in(SessionConditions.OPEN))
                .and(SESSION_FENCE.NODE_ID.ne(nodeId))
                .and(METERED_SESSION.ID.notIn(without))
                .and(exclusive ? DSL.trueCondition() : DSL.not(ownerLives))
                .limit(1)
                .forUpdate()
                .skipLocked()
                .fetchOne(METERED_SESSION.ID);
        if (orphan != null) {
            sql.update(SESSION_FENCE)
                    .set(SESSION_FENCE.NODE_ID, nodeId)
                    .set(SESSION_FENCE.LEASE_EPOCH, SESSION_FENCE.LEASE_EPOCH.plus(1))
                    .where(SESSION_FENCE.SESSION_ID.eq(orphan))
                    .execute();
        }
        return orphan;
    }
}
