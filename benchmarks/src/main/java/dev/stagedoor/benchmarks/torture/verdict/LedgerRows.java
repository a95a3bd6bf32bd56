package dev.stagedoor.benchmarks.torture.verdict;

import dev.stagedoor.benchmarks.load.messages.LoadFailure;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * What the ledger says, read past the server.
 *
 * @param tips by id
 * @param topUps by the order's id
 * @param calls by id
 * @param callsByQuote the same by what they were requested under
 * @param belowFloor accounts with less than they may have
 */
public record LedgerRows(
        Map<UUID, Moved> tips,
        Map<UUID, Moved> topUps,
        Map<UUID, Session> calls,
        Map<UUID, Session> callsByQuote,
        long belowFloor) {

    /**
     * What moved under one id.
     *
     * @param amountMinor of the viewer's wallet, positive whichever way
     * @param transfers should be one
     */
    public record Moved(UUID userId, long amountMinor, long transfers) {}

    /**
     * A metered session.
     *
     * @param chargedMinor of its receipt, 0 without one
     * @param receipts 1 when it is settled
     */
    public record Session(String state, long chargedMinor, long receipts) {
        /** Whether it may still take coins. */
        public boolean isOpen() {
            return state.equals("HELD") || state.equals("ACTIVE");
        }
    }

    private static final String SESSIONS = """
            select s.id, s.quote_id, s.state, coalesce(sum(r.charged_minor), 0)::bigint, count(r.session_id)
            from billing.metered_session s
            left join billing.session_receipt r on r.session_id = s.id
            group by s.id
            """;

    private static final String BELOW_FLOOR =
            "select count(*) from billing.account where floor_minor is not null and balance < floor_minor";

    /** Reads all of it. */
    public static LedgerRows read(Connection connection) {
        try {
            var calls = new HashMap<UUID, Session>();
            var callsByQuote = new HashMap<UUID, Session>();
            each(connection, SESSIONS, row -> {
                var session = new Session(row.getString(3), row.getLong(4), row.getLong(5));
                calls.put(row.getObject(1, UUID.class), session);
                callsByQuote.put(row.getObject(2, UUID.class), session);
            });
            var belowFloor = new long[1];
            each(connection, BELOW_FLOOR, row -> belowFloor[0] = row.getLong(1));
            return new LedgerRows(
                    moved(connection, "TIP"), moved(connection, "PURCHASE"), calls, callsByQuote, belowFloor[0]);
        } catch (SQLException e) {
            throw new LoadFailure("the ledger cannot be read: " + e.getMessage(), e);
        }
    }

    private static Map<UUID, Moved> moved(Connection connection, String code) throws SQLException {
        var rows = new HashMap<UUID, Moved>();
        var sql = """
                select t.ref, a.owner_ref, abs(sum(e.amount))::bigint, count(distinct t.id)
                from billing.transfer t
                join billing.entry e on e.transfer_id = t.id
                join billing.account a on a.id = e.account_id and a.kind = 'viewer.available'
                where t.code = '%s'
                group by t.ref, a.owner_ref
                """.formatted(code);
        each(
                connection,
                sql,
                row -> rows.put(
                        row.getObject(1, UUID.class),
                        new Moved(row.getObject(2, UUID.class), row.getLong(3), row.getLong(4))));
        return rows;
    }

    private interface Reader {
        void read(ResultSet row) throws SQLException;
    }

    private static void each(Connection connection, String sql, Reader reader) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                reader.read(rows);
            }
        }
    }
}
