package dev.stagedoor.billing.random;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.random.Posted.Balance;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
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
    private final Map<Long, Balance> kept = new HashMap<>();

    TouchedInvariants(DataSource database) {
        this.database = database;
    }

    /** Looks at what has been posted since the last time. */
    void check(List<Posted> posted) {
        if (posted.isEmpty()) {
            return;
        }
        Set<Long> touched = new HashSet<>();
        Set<UUID> owners = new HashSet<>();
        posted.stream().sorted(Comparator.comparingLong(Posted::id)).forEach(each -> keep(each, touched, owners));
        try (Connection connection = database.getConnection()) {
            compareBalances(connection, touched);
            compareCoins(connection, owners);
        } catch (SQLException e) {
            throw new IllegalStateException("the invariants could not be checked", e);
        }
    }

    private void keep(Posted posted, Set<Long> touched, Set<UUID> owners) {
        assertThat(posted.lines()).as("1. lines of transfer %d", posted.id()).hasSizeGreaterThanOrEqualTo(2);
        Map<String, Long> sums = new HashMap<>();
        for (Posted.Line line : posted.lines()) {
            sums.merge(line.asset(), line.amount(), Long::sum);
            Balance now = kept.getOrDefault(line.account(), Balance.NONE).plus(line.amount());
            kept.put(line.account(), now);
            touched.add(line.account());
            owners.add(line.owner());
            if (line.after() != null) {
                assertThat(line.after())
                        .as("2. entry of transfer %d on account %d", posted.id(), line.account())
                        .isEqualTo(now);
            }
        }
        assertThat(sums.values()).as("1. sums of transfer %d", posted.id()).allMatch(sum -> sum == 0);
    }

    private void compareBalances(Connection connection, Set<Long> touched) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("""
                select b.id, b.balance, b.version, a.floor_minor
                  from billing.account_balance b join billing.account a using (id) where b.id = any (?)""")) {
            query.setArray(1, connection.createArrayOf("bigint", touched.toArray()));
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    assertThat(new Balance(row.getLong(2), row.getLong(3)))
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
