package dev.stagedoor.benchmarks.ledger;

import dev.stagedoor.benchmarks.load.messages.LoadFailure;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongConsumer;
import javax.sql.DataSource;

/**
 * Makes a journal large sooner than postings could: copies of tips that the product has posted, between other viewers and the
 * same performers, by sets of rows. Written as the owner of the schema with every trigger and constraint in force, so what
 * does not balance is refused here as well; whether balances, versions and lots agree is for the reconciliation to say
 * afterwards. The tips are of the last days, the performer who was tipped first gets a fifth of them. Beside them comes news of
 * three providers that moves nothing, one for every ten lines, as long as theirs is, and hardly any of it of one of the three.
 */
final class JournalFill {
    /** Lines of a tip, without an agency's. */
    static final int LINES = 4;

    private static final int BATCH = 25_000;
    private static final int LINES_FOR_EACH_NEWS = 10;
    private static final double STAR_PART = 0.2;

    /** Less than earnings take to mature, so that no payout is due from what is made up here. */
    private static final double DAYS = 5;

    /** Which tips are copied, and whose coins are spent: wallets with one lot. */
    private static final List<String> PREPARATION =
            List.of("""
            create temp table pattern as
            select row_number() over (order by transfer_id) - 1 as n, transfer_id, performer_id, amount, earned_minor from billing.tip""", """
            create temp table wallet as
            select row_number() over (order by account.id) - 1 as n, account.id as account_id, account.owner_ref, lot.id as lot_id
              from billing.account join billing.coin_lot lot on lot.owner_ref = account.owner_ref
             where account.kind = 'viewer.available'""", "create unique index on wallet (n)", "analyze wallet");

    private static final List<String> COPY = List.of(
            "select setval('billing.transfer_id_seq', (select max(id) from batch))",
            "create index on batch (account_id)",
            "analyze batch",
            """
            with made as (
                insert into billing.transfer (id, ref, idem_scope, idem_key, request_hash, code, actor, created_at, effective_at)
                    overriding system value
                select id, ref, 'user:' || owner_ref, 'tip:' || ref, sha256(uuid_send(ref)), 'TIP', 'bench', at, at
                  from batch order by id)
            insert into billing.entry (transfer_id, line, account_id, asset, amount, balance_after, account_version)
            select batch.id, entry.line,
                   case when entry.account_version is null then entry.account_id else batch.account_id end, entry.asset,
                   entry.amount,
                   case when entry.account_version is not null then account.balance - batch.spent end,
                   case when entry.account_version is not null then account.version + batch.moves end
              from batch
              join billing.entry on entry.transfer_id = batch.pattern_id
              join billing.account on account.id = batch.account_id
             order by batch.id, entry.line""",
            """
            update billing.account set balance = balance - sums.amount, version = version + sums.moves
              from (select account_id, sum(amount) as amount, count(*) as moves from batch group by account_id) as sums
             where account.id = sums.account_id""",
            """
            update billing.coin_lot set remaining = remaining - sums.amount
              from (select lot_id, sum(amount) as amount from batch group by lot_id) as sums where coin_lot.id = sums.lot_id""",
            "insert into billing.lot_alloc (transfer_id, lot_id, amount, kind) select id, lot_id, amount, 'SPEND' from batch order by id",
            """
            insert into billing.tip (id, viewer_id, performer_id, amount, earned_minor, message, anonymous, transfer_id, created_at)
            select ref, owner_ref, performer_id, amount, earned_minor, '', false, id, at from batch order by id""");

    private final DataSource owner;
    private final LongConsumer progress;

    /** @param progress told how many lines there are so far */
    JournalFill(DataSource owner, LongConsumer progress) {
        this.owner = owner;
        this.progress = progress;
    }

    /** Adds that many lines, to a whole tip; there has to be a tip to each performer already. */
    void add(long lines) {
        long tips = Math.ceilDiv(lines, LINES);
        try (var connection = owner.getConnection()) {
            connection.setAutoCommit(false);
            for (String statement : PREPARATION) {
                execute(connection, statement);
            }
            connection.commit();
            for (long done = 0; done < tips; done += BATCH) {
                long count = Math.min(BATCH, tips - done);
                execute(connection, draw(done, count, tips));
                for (String statement : COPY) {
                    execute(connection, statement);
                }
                connection.commit();
                progress.accept((done + count) * LINES);
            }
            execute(connection, news(lines / LINES_FOR_EACH_NEWS));
            connection.commit();
            connection.setAutoCommit(true);
            // What a server's autovacuum comes to by itself.
            execute(connection, "vacuum analyze");
        } catch (SQLException e) {
            throw new LoadFailure("the journal could not be filled: " + e.getMessage(), e);
        }
    }

    /** Who tips whom in one batch, and what each wallet comes to on the way. */
    private static String draw(long done, long count, long all) {
        return String.format(Locale.ROOT, """
            create temp table batch on commit drop as
            with size as materialized (select (select count(*) from wallet) as wallets, (select count(*) from pattern) as patterns),
            drawn as materialized (
                select g, floor(random() * wallets)::bigint as wallet_n,
                       case when random() < %3$s then 0 else floor(random() * patterns)::bigint end as pattern_n
                  from size, generate_series(1, %2$d) as g),
            first as materialized (select nextval('billing.transfer_id_seq') as id)
            select first.id + g as id, gen_random_uuid() as ref, wallet.account_id, wallet.owner_ref, wallet.lot_id,
                   pattern.transfer_id as pattern_id, pattern.performer_id, pattern.amount, pattern.earned_minor,
                   sum(pattern.amount) over ups as spent, count(*) over ups as moves,
                   clock_timestamp() - make_interval(secs => 86400 * %4$s * (1 - (%1$d + g)::float8 / %5$d)) as at
              from drawn join wallet on wallet.n = wallet_n join pattern on pattern.n = pattern_n, first
            window ups as (partition by wallet.account_id order by g rows unbounded preceding)""", done, count, STAR_PART, DAYS, all);
    }

    private static String news(long count) {
        return String.format(Locale.ROOT, """
            insert into billing.provider_event (provider, event_id, raw, verified, outcome, received_at, processed_at)
            select case when g %% 10000 = 0 then 'ccbill' when g %% 10 < 7 then 'stripe' else 'razorpay' end, 'bench-' || g,
                   convert_to(repeat(md5(g::text), 30), 'UTF8'), true, 'STALE', clock_timestamp(), clock_timestamp()
              from generate_series(1, %d) as g""", count);
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** How large what is, in MiB, largest first. */
    static List<GrowthReport.Size> sizes(DataSource owner) {
        try (var connection = owner.getConnection();
                PreparedStatement statement = connection.prepareStatement("""
                        select c.relname, c.relkind = 'i', pg_relation_size(c.oid) / 1048576.0
                          from pg_class c join pg_namespace n on n.oid = c.relnamespace
                         where n.nspname = 'billing' and c.relkind in ('r', 'i') and pg_relation_size(c.oid) >= 1048576
                         order by 3 desc""");
                var rows = statement.executeQuery()) {
            var sizes = new ArrayList<GrowthReport.Size>();
            while (rows.next()) {
                sizes.add(new GrowthReport.Size(rows.getString(1), rows.getBoolean(2), rows.getDouble(3)));
            }
            return sizes;
        } catch (SQLException e) {
            throw new LoadFailure("sizes could not be read: " + e.getMessage(), e);
        }
    }
}
