package dev.stagedoor.billing.random;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * What the database says of everybody at one moment, asked at once: after every operation, trips would cost more than answers.
 *
 * @param coins of viewers, free or held
 * @param captured of calls that have not ended
 * @param paidOut what payees have asked for, unless that failed
 * @param lots that have coins left, as {@link Purses} says them
 * @param newestTransfer 0 before the first
 */
record Totals(
        Map<UUID, Long> coins,
        Map<UUID, Long> captured,
        Map<UUID, Long> paidOut,
        List<String> lots,
        long newestTransfer) {
    private static final String QUERY = """
            select 'COINS', owner_ref, sum(balance), '' from billing.account
             where kind in ('viewer.available', 'viewer.held') group by owner_ref
            union all select 'CAPTURED', id, captured_minor, '' from billing.metered_session
             where state in ('HELD', 'ACTIVE')
            union all select 'PAID_OUT', payee_id, sum(gross_minor), '' from billing.payout
             where state <> 'FAILED' group by payee_id
            union all select 'LOT', owner_ref, 0, owner_ref || ' ' || class || ' of ' || source_transfer_id || ' ' || remaining
                   || ' ' || pinned from billing.coin_lot where remaining > 0
            union all select 'NEWEST', null, coalesce(max(id), 0), '' from billing.transfer""";

    static Totals of(DataSource database) {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(QUERY);
                ResultSet row = query.executeQuery()) {
            return read(row);
        } catch (SQLException e) {
            throw new IllegalStateException("the totals could not be read", e);
        }
    }

    private static Totals read(ResultSet row) throws SQLException {
        Map<UUID, Long> coins = new HashMap<>();
        Map<UUID, Long> captured = new HashMap<>();
        Map<UUID, Long> paidOut = new HashMap<>();
        List<String> lots = new ArrayList<>();
        long newest = 0;
        while (row.next()) {
            UUID whose = row.getObject(2, UUID.class);
            long number = row.getLong(3);
            switch (row.getString(1)) {
                case "COINS" -> coins.put(whose, number);
                case "CAPTURED" -> captured.put(whose, number);
                case "PAID_OUT" -> paidOut.put(whose, number);
                case "LOT" -> lots.add(row.getString(4));
                default -> newest = number;
            }
        }
        return new Totals(coins, captured, paidOut, lots, newest);
    }
}
