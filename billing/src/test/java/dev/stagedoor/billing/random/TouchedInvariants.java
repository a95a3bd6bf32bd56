package dev.stagedoor.billing.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * The invariants of the accounts that were touched since the last look, cheap enough for a look after every operation.
 * Remembers every balance by itself, so that what is added up is the difference and not the history. For one writer only.
 */
final class TouchedInvariants {
    private final DataSource database;
    private final Map<Long, Kept> kept = new HashMap<>();
    private long lastTransfer;

    private record Kept(long balance, long version) {
        Kept plus(long amount) {
            return new Kept(balance + amount, version + 1);
        }
    }

    TouchedInvariants(DataSource database) {
        this.database = database;
    }

    /** Looks at what has been posted since the last time. */
    void check() {
        try (Connection connection = database.getConnection()) {
            Set<Long> touched = new HashSet<>();
            Set<UUID> owners = new HashSet<>();
            read(connection, touched, owners);
            if (!touched.isEmpty()) {
                compareBalances(connection, touched);
                compareCoins(connection, owners);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the invariants could not be checked", e);
        }
    }

    private void read(Connection connection, Set<Long> touched, Set<UUID> owners) throws SQLException {
        Map<String, Long> sums = new HashMap<>();
        Map<Long, Integer> lines = new HashMap<>();
        try (PreparedStatement query = connection.prepareStatement("""
                select t.id, e.account_id, e.asset, e.amount, e.balance_after, e.account_version, a.owner_ref
                  from billing.transfer t left join billing.entry e on e.transfer_id = t.id
                  left join billing.account a on a.id = e.account_id
                 where t.id > ? order by t.id, e.line""")) {
            query.setLong(1, lastTransfer);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    lastTransfer = row.getLong(1);
                    lines.merge(lastTransfer, 1, Integer::sum);
                    sums.merge(lastTransfer + " " + row.getString(3), row.getLong(4), Long::sum);
                    Kept now = kept.getOrDefault(row.getLong(2), new Kept(0, 0)).plus(row.getLong(4));
                    kept.put(row.getLong(2), now);
                    touched.add(row.getLong(2));
                    owners.add(row.getObject(7, UUID.class));
                    if (row.getObject(6) != null) {
                        assertThat(new Kept(row.getLong(5), row.getLong(6)))
                                .as("2. entry of transfer %d on account %d", lastTransfer, row.getLong(2))
                                .isEqualTo(now);
                    }
                }
            }
        }
        assertThat(sums.entrySet()).as("1. sums of transfers").allMatch(sum -> sum.getValue() == 0);
        assertThat(lines.values()).as("1. lines of transfers").allMatch(count -> count >= 2);
    }

    private void compareBalances(Connection connection, Set<Long> touched) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("""
                select b.id, b.balance, b.version, a.floor_minor
                  from billing.account_balance b join billing.account a using (id) where b.id = any (?)""")) {
            query.setArray(1, connection.createArrayOf("bigint", touched.toArray()));
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    assertThat(new Kept(row.getLong(2), row.getLong(3)))
                            .as("2. balance of account %d", row.getLong(1))
                            .isEqualTo(kept.get(row.getLong(1)));
                    if (row.getObject(4) != null) {
                        assertThat(row.getLong(2))
                                .as("3. floor of account %d", row.getLong(1))
                                .isGreaterThanOrEqualTo(row.getLong(4));
                    }
                }
            }
        }
    }

    private static void compareCoins(Connection connection, Set<UUID> owners) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("""
                select a.owner_ref, a.kind, a.balance,
                       (select coalesce(sum(case a.kind when 'viewer.held' then pinned else remaining - pinned end), 0)
                          from billing.coin_lot l where l.owner_ref = a.owner_ref) as lots,
                       case a.kind when 'viewer.held' then
                           (select coalesce(sum(amount - captured - released), 0) from billing.hold h
                             where h.owner_ref = a.owner_ref)
                       else a.balance end as holds
                  from billing.account a
                 where a.owner_ref = any (?) and a.kind in ('viewer.available', 'viewer.held')""")) {
            query.setArray(1, connection.createArrayOf("uuid", owners.toArray()));
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    assertThat(row.getLong(4))
                            .as("6. lots behind %s of %s", row.getString(2), row.getString(1))
                            .isEqualTo(row.getLong(3));
                    assertThat(row.getLong(5))
                            .as("5. holds behind %s of %s", row.getString(2), row.getString(1))
                            .isEqualTo(row.getLong(3));
                }
            }
        }
    }
}
