package dev.stagedoor.billing.random;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * What one transfer did to a viewer's coins, in thousandths; positive is more for the viewer, or into escrow.
 *
 * @param session call, ticket or month, {@link #NOBODY} if there is none
 * @param reverses the transfer that this one takes back, 0 if none
 * @param paid that came into being, by class; negative if they went back to where they came from
 */
record CoinMove(
        long transferId,
        String code,
        UUID session,
        long reverses,
        UUID viewer,
        long free,
        long held,
        long escrow,
        long paid,
        long bonus,
        long promo) {
    static final UUID NOBODY = new UUID(0, 0);

    long issued() {
        return paid + bonus + promo;
    }

    /** All later ones. A step of a call sets coins aside before it captures, whatever the numbers of its transfers. */
    static List<CoinMove> after(DataSource database, long transferId) {
        List<CoinMove> moves = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement("""
                        select t.id, t.code, t.session_id, coalesce(t.reverses_transfer_id, 0),
                               (array_agg(a.owner_ref) filter (where a.kind like 'viewer.%'))[1],
                               coalesce(sum(e.amount) filter (where a.kind = 'viewer.available'), 0),
                               coalesce(sum(e.amount) filter (where a.kind = 'viewer.held'), 0),
                               coalesce(sum(e.amount) filter (where a.kind = 'escrow.event'), 0),
                               -coalesce(sum(e.amount) filter (where a.kind = 'platform.coins_issued_paid'), 0),
                               -coalesce(sum(e.amount) filter (where a.kind = 'platform.coins_issued_bonus'), 0),
                               -coalesce(sum(e.amount) filter (where a.kind = 'platform.coins_issued_promo'), 0)
                          from billing.transfer t join billing.entry e on e.transfer_id = t.id
                          join billing.account a on a.id = e.account_id
                         where t.id > ? and a.asset = 'COIN'
                         group by t.id order by t.xid, t.code <> 'EXTEND', t.id""")) {
            query.setLong(1, transferId);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    moves.add(of(row));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the journal could not be read", e);
        }
        return moves;
    }

    private static CoinMove of(ResultSet row) throws SQLException {
        UUID session = row.getObject(3, UUID.class);
        UUID viewer = row.getObject(5, UUID.class);
        return new CoinMove(
                row.getLong(1),
                row.getString(2),
                session == null ? NOBODY : session,
                row.getLong(4),
                viewer == null ? NOBODY : viewer,
                row.getLong(6),
                row.getLong(7),
                row.getLong(8),
                row.getLong(9),
                row.getLong(10),
                row.getLong(11));
    }
}
