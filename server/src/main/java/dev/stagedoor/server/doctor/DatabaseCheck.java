package dev.stagedoor.server.doctor;

import dev.stagedoor.server.database.DatabaseAddress;
import dev.stagedoor.server.database.DatabaseFacts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Whether the database keeps what it has said it keeps: money is in it. */
final class DatabaseCheck implements Check {
    private static final int OLDEST = 150_000;
    private static final long CLOCK_WARNING_MS = 1_000;
    private static final Map<String, String> DURABILITY = Map.of(
            "fsync", "a crash of the machine would lose or corrupt the ledger",
            "full_page_writes", "a crash of the machine could corrupt the ledger",
            "synchronous_commit", "a crash would lose payments that people were told of");

    private final DatabaseAddress address;
    private final int connectionsWanted;

    DatabaseCheck(DatabaseAddress address, int connectionsWanted) {
        this.address = address;
        this.connectionsWanted = connectionsWanted;
    }

    @Override
    public List<Finding> run() {
        try {
            return judge(DatabaseFacts.read(address), connectionsWanted);
        } catch (IOException e) {
            return List.of(Finding.failure(
                    "database",
                    address + " cannot be used: " + e.getMessage(),
                    "start it, correct database.url, or open its port for this machine"));
        }
    }

    static List<Finding> judge(DatabaseFacts facts, int connectionsWanted) {
        List<Finding> findings = new ArrayList<>();
        findings.add(
                facts.versionNumber() < OLDEST
                        ? Finding.failure(
                                "database", "PostgreSQL " + facts.version(), "upgrade it to PostgreSQL 15 or newer")
                        : Finding.ok("database", "PostgreSQL " + facts.version()));
        List<String> lax = DURABILITY.keySet().stream()
                .filter(name -> "off".equals(facts.settings().get(name)))
                .sorted()
                .toList();
        lax.forEach(name -> findings.add(Finding.failure(
                "database-durability",
                name + " is off: " + DURABILITY.get(name),
                "ALTER SYSTEM SET " + name + " = on; SELECT pg_reload_conf();")));
        if (lax.isEmpty()) {
            findings.add(Finding.ok("database-durability", "fsync, full_page_writes and synchronous_commit are on"));
        }
        findings.add(
                facts.connectionsFree() >= connectionsWanted
                        ? Finding.ok("database-connections", facts.connectionsFree() + " free")
                        : Finding.warning(
                                "database-connections",
                                facts.connectionsFree() + " free, " + connectionsWanted + " wanted by each node",
                                "raise max_connections of the database, or lower database.pool-size"));
        findings.add(
                Math.abs(facts.clockAheadMs()) <= CLOCK_WARNING_MS
                        ? Finding.ok("database-clock", facts.clockAheadMs() + " ms from this machine's")
                        : Finding.warning(
                                "database-clock",
                                facts.clockAheadMs() + " ms from this machine's",
                                "run a time daemon on both machines: timedatectl set-ntp true"));
        return findings;
    }
}
