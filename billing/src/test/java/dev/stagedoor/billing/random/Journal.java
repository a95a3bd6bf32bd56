package dev.stagedoor.billing.random;

import dev.stagedoor.billing.random.Posted.Balance;
import dev.stagedoor.billing.random.Posted.Line;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import javax.sql.DataSource;

/** Reads every transfer once, for all who follow what is posted. */
final class Journal {
    private final DataSource database;
    private long last;

    Journal(DataSource database) {
        this.database = database;
    }

    /**
     * What was posted since the last time, in the order of its transactions. A step of a call sets coins aside before it
     * captures, whatever the numbers of its transfers.
     *
     * @param newest number of the last transfer
     */
    List<Posted> upTo(long newest) {
        if (newest == last) {
            return List.of();
        }
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement("""
                        select t.id, t.code, t.session_id, t.reverses_transfer_id,
                               e.account_id, a.owner_ref, a.kind, e.asset, e.amount, e.balance_after, e.account_version
                          from billing.transfer t left join billing.entry e on e.transfer_id = t.id
                          left join billing.account a on a.id = e.account_id
                         where t.id > ? and t.id <= ? order by t.xid, t.code <> 'EXTEND', t.id, e.line""")) {
            query.setLong(1, last);
            query.setLong(2, newest);
            try (ResultSet row = query.executeQuery()) {
                last = newest;
                return read(row);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the journal could not be read", e);
        }
    }

    private static List<Posted> read(ResultSet row) throws SQLException {
        List<Posted> posted = new ArrayList<>();
        while (row.next()) {
            if (posted.isEmpty() || posted.getLast().id() != row.getLong(1)) {
                UUID session = Objects.requireNonNullElse(row.getObject(3, UUID.class), Posted.NOBODY);
                posted.add(new Posted(row.getLong(1), row.getString(2), session, row.getLong(4), new ArrayList<>()));
            }
            if (row.getObject(5) != null) {
                posted.getLast().lines().add(line(row));
            }
        }
        return posted;
    }

    private static Line line(ResultSet row) throws SQLException {
        Balance after = row.getObject(11) == null ? null : new Balance(row.getLong(10), row.getLong(11));
        return new Line(
                row.getLong(5),
                row.getObject(6, UUID.class),
                row.getString(7),
                row.getString(8),
                row.getLong(9),
                after);
    }
}
