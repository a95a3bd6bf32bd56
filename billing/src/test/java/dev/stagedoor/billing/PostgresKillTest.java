package dev.stagedoor.billing;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.stagedoor.billing.ledger.LedgerUnavailableException;
import dev.stagedoor.billing.wallet.Tip;
import dev.stagedoor.billing.wallet.TipOutcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * PostgreSQL is killed, with all its processes and without a word, while sixteen writers post. It comes back from what it
 * had made durable; the writers ask again for what they had no answer to. Nothing is lost, doubled or below zero.
 */
class PostgresKillTest {
    private static final int WRITERS = 16;
    private static final int KILLS = 3;

    /** Coins of a wallet; all writers draw on four of them, so that they meet, and ask for more than there is. */
    private static final int COINS = 200;

    private static final int WALLETS = 4;
    private static final int TIPS_EACH = WALLETS * COINS / WRITERS + 10;
    private static final long PATIENCE_S = 60;

    /** One for every tip that was posted. */
    private final Semaphore posts = new Semaphore(0);

    private final AtomicInteger unanswered = new AtomicInteger();
    private final AtomicBoolean givenUp = new AtomicBoolean();

    @TempDir
    private Path folder = Path.of("");

    @Test
    @Timeout(180)
    void shouldLoseAndDoubleNothing() throws IOException {
        try (KillablePostgres postgres = KillablePostgres.start(folder.resolve("data"));
                HikariDataSource pool = pool(postgres)) {
            Billing.migrate(postgres.owner());
            TestBilling test = new TestBilling(pool, BillingConfig.defaults());
            List<UUID> viewers = new ArrayList<>();
            for (int i = 0; i < WALLETS; i++) {
                viewers.add(test.viewerWith(COINS));
            }
            List<Callable<Integer>> tasks = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                UUID viewer = viewers.get(i % viewers.size());
                tasks.add(() -> write(test, viewer));
            }
            tasks.add(() -> kill(postgres));
            int posted =
                    Together.run(tasks).stream().mapToInt(Integer::intValue).sum();
            assertThat(posted).as(unanswered + " requests were asked again").isEqualTo(WALLETS * COINS);
            assertThat(unanswered).hasPositiveValue();
            assertThat(viewers).allMatch(viewer -> test.available(viewer) == 0);
            assertThat(Sql.number(pool, "select count(*) from billing.tip")).isEqualTo(posted);
            Invariants.check(postgres.owner());
        }
    }

    /** Kills at every fourth of the way. Writers stop asking when the database does not come back. */
    private int kill(KillablePostgres postgres) throws IOException, InterruptedException {
        try {
            for (int kill = 0; kill < KILLS; kill++) {
                if (!posts.tryAcquire(WALLETS * COINS / (KILLS + 1), PATIENCE_S, TimeUnit.SECONDS)) {
                    throw new IllegalStateException("billing did not come back after " + kill + " kills");
                }
                postgres.killAndStartAgain();
            }
            return 0;
        } catch (IOException | RuntimeException e) {
            givenUp.set(true);
            throw e;
        }
    }

    /** Tips until all are answered; returns how many were posted. */
    private int write(TestBilling test, UUID viewer) {
        int mine = 0;
        for (int i = 0; i < TIPS_EACH; i++) {
            Tip tip = new Tip(TestBilling.id(), viewer, viewer, null, TestBilling.coins(1), "", true);
            if (answer(test, tip) instanceof TipOutcome.Posted) {
                mine++;
                posts.release();
            }
        }
        return mine;
    }

    private TipOutcome answer(TestBilling test, Tip tip) {
        while (true) {
            try {
                return test.billing.tips().tip(tip);
            } catch (LedgerUnavailableException e) {
                // Whether it was posted is unknown; the same request finds out.
                unanswered.incrementAndGet();
                if (givenUp.get()) {
                    throw e;
                }
            }
        }
    }

    private static HikariDataSource pool(KillablePostgres postgres) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(postgres.owner());
        config.setMaximumPoolSize(16);
        config.setConnectionTimeout(10_000);
        config.setConnectionInitSql(Billing.CONNECTION_INIT_SQL);
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }
}
