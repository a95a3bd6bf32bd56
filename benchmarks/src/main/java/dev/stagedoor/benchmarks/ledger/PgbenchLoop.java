package dev.stagedoor.benchmarks.ledger;

import dev.stagedoor.benchmarks.load.messages.LoadFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the posting function does when a C program calls it in a loop, each posting a transaction of its own. */
final class PgbenchLoop {
    private static final int SECONDS = 5;
    private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+)");

    /** A tip of one of the first thousand wallets to itself as performer: as many lines and rows as a real one. */
    private static final String SCRIPT = """
            \\set wallet random(1, 1000)
            select outcome from (select owner_ref as id from billing.account where kind = 'viewer.available'
                order by account.id offset :wallet limit 1) as viewer,
              lateral billing.post_transfer('loop', gen_random_uuid()::text, sha256('x'), 'TIP', gen_random_uuid(),
                null, null, null, '', 'loop', gen_random_uuid(), null,
                '{viewer.available, platform.coins_redeemed, platform.creator_share, creator.pending}',
                array[viewer.id, '00000000-0000-0000-0000-000000000000', '00000000-0000-0000-0000-000000000000', viewer.id],
                '{"","","",""}', '{COIN,COIN,INR,INR}', '{-1000,1000,-45,45}', '{}', '{}', '{}', '{}', 'INR');
            """;

    private PgbenchLoop() {}

    /** Null where pgbench is not installed. */
    static @Nullable Double postingsPerSecond(LedgerDatabase database, int connections) {
        Path script;
        try {
            script = Files.createTempFile("posting", ".sql");
            Files.writeString(script, SCRIPT);
        } catch (IOException e) {
            throw new LoadFailure("no file for pgbench: " + e.getMessage(), e);
        }
        var command = List.of(
                "pgbench",
                "-n",
                "-M",
                "prepared",
                "-h",
                "127.0.0.1",
                "-p",
                Integer.toString(database.port()),
                "-U",
                "postgres",
                "-c",
                Integer.toString(connections),
                "-j",
                "1",
                "-T",
                Integer.toString(SECONDS),
                "-f",
                script.toString(),
                "postgres");
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            var rate = RATE.matcher(said);
            if (process.waitFor() != 0 || !rate.find()) {
                throw new LoadFailure("pgbench failed: " + said);
            }
            return Double.valueOf(rate.group(1));
        } catch (IOException e) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LoadFailure("interrupted", e);
        } finally {
            var _ = script.toFile().delete();
        }
    }
}
