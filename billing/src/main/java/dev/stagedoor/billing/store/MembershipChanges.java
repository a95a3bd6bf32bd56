package dev.stagedoor.billing.store;

import static dev.stagedoor.billing.store.jooq.Tables.AGENCY_MEMBERSHIP;

import dev.stagedoor.billing.agencies.Membership.State;
import dev.stagedoor.billing.agencies.MembershipEnd;
import dev.stagedoor.billing.agencies.MembershipOffer;
import dev.stagedoor.billing.agencies.MembershipStep;
import dev.stagedoor.billing.approval.Approval;
import dev.stagedoor.billing.approval.CanonicalJson;
import dev.stagedoor.billing.store.jooq.tables.records.AgencyMembershipRecord;
import java.time.Instant;
import java.util.Objects;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** What approving an offer or the end of a membership does. */
public final class MembershipChanges {
    private MembershipChanges() {}

    /** Lays an offer before the performer. */
    public static ApprovedChange offer() {
        return new Offer();
    }

    /** Ends a membership, or withdraws an offer. */
    public static ApprovedChange end() {
        return new End();
    }

    private static Instant orNow(String moment, Instant now) {
        Instant wanted = moment.isEmpty() ? now : Instant.parse(moment);
        return later(wanted, now);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static final class Offer extends ApprovedChange {
        @Override
        String kind() {
            return MembershipOffer.KIND;
        }

        @Override
        @Nullable
        String apply(Transaction transaction, Approval approval) {
            MembershipOffer offer = CanonicalJson.read(approval.payload(), MembershipOffer.class);
            Approval.Decision decision = Objects.requireNonNull(approval.decision(), "approved without a decision");
            DSLContext sql = transaction.sql();
            // One person's earnings are on one kind of account, which a payout empties. Two offers at once would each
            // see neither.
            sql.execute("lock table {0} in share row exclusive mode", AGENCY_MEMBERSHIP);
            if (sql.fetchExists(AGENCY_MEMBERSHIP, AGENCY_MEMBERSHIP.AGENCY_ID.eq(offer.performerId()))
                    || sql.fetchExists(AGENCY_MEMBERSHIP, AGENCY_MEMBERSHIP.PERFORMER_ID.eq(offer.agencyId()))) {
                return "one of the two is a performer here and an agency there. Use two accounts.";
            }
            Instant earliest = orNow(offer.validFrom(), decision.at());
            sql.insertInto(AGENCY_MEMBERSHIP)
                    .set(AGENCY_MEMBERSHIP.ID, approval.id())
                    .set(AGENCY_MEMBERSHIP.PERFORMER_ID, offer.performerId())
                    .set(AGENCY_MEMBERSHIP.AGENCY_ID, offer.agencyId())
                    .set(AGENCY_MEMBERSHIP.AGENCY_BASIS_POINTS, offer.agencyBasisPoints())
                    .set(AGENCY_MEMBERSHIP.NOTICE_DAYS, offer.noticeDays())
                    .set(AGENCY_MEMBERSHIP.OFFERED_AT, Instants.utc(decision.at()))
                    .set(AGENCY_MEMBERSHIP.EARLIEST_AT, Instants.utc(earliest))
                    .execute();
            MembershipRows.step(
                    sql, approval.id(), MembershipStep.Kind.OFFERED, decision.by(), decision.at(), earliest);
            return null;
        }
    }

    private static final class End extends ApprovedChange {
        @Override
        String kind() {
            return MembershipEnd.KIND;
        }

        @Override
        @Nullable
        String apply(Transaction transaction, Approval approval) {
            MembershipEnd end = CanonicalJson.read(approval.payload(), MembershipEnd.class);
            Approval.Decision decision = Objects.requireNonNull(approval.decision(), "approved without a decision");
            AgencyMembershipRecord row = MembershipRows.lock(transaction.sql(), end.membershipId());
            if (row == null) {
                return "there is no such membership.";
            }
            Instant wanted = orNow(end.endsAt(), decision.at());
            return switch (State.valueOf(row.getState())) {
                case OFFERED -> {
                    row.setState(State.WITHDRAWN.name());
                    yield done(transaction, row, MembershipStep.Kind.WITHDRAWN, decision, null);
                }
                case ACCEPTED -> {
                    Instant endsAt = later(wanted, row.getBeginsAt().toInstant());
                    if (row.getEndsAt() != null && !row.getEndsAt().toInstant().isAfter(endsAt)) {
                        yield "it ends sooner than that already.";
                    }
                    row.setEndsAt(Instants.utc(endsAt));
                    yield done(transaction, row, MembershipStep.Kind.ENDED, decision, endsAt);
                }
                case DECLINED, WITHDRAWN -> "the performer is not bound by it.";
            };
        }

        private static @Nullable String done(
                Transaction transaction,
                AgencyMembershipRecord row,
                MembershipStep.Kind kind,
                Approval.Decision decision,
                @Nullable Instant effectiveAt) {
            row.update();
            MembershipRows.step(transaction.sql(), row.getId(), kind, decision.by(), decision.at(), effectiveAt);
            return null;
        }
    }
}
