package dev.stagedoor.benchmarks.torture.plan;

/** What can go wrong, with the time for which it lasts. */
public enum FaultKind {
    /** kill -9 of the server; started again after that time. */
    SERVER_KILLED(0, 2_000, true),
    /** kill -9 of PostgreSQL with all its processes; started again after that time. */
    POSTGRES_KILLED(0, 3_000, false),
    /** kill -9 of both, the database first; both are started again. */
    BOTH_KILLED(0, 2_000, true),
    /** kill -9 of one process of PostgreSQL, upon which it ends all others and recovers by itself. */
    BACKEND_KILLED(0, 0, false),
    /** Connections between server and database are cut, and none can be made. */
    DATABASE_CUT(300, 5_000, false),
    /** Nothing comes through between server and database; then everything does, late. */
    DATABASE_STALLED(300, 8_000, false),
    /** Requests reach the database, answers never the server: what was committed is not known to be. */
    ANSWERS_LOST(100, 1_500, false),
    /** SIGSTOP of the server, then SIGCONT. */
    SERVER_PAUSED(200, 7_000, false),
    /** SIGSTOP of all of PostgreSQL, then SIGCONT. */
    POSTGRES_PAUSED(200, 6_000, false),
    /** The server's wall clock is an hour ahead or behind, then right again; so it is a jump each way. */
    SERVER_CLOCK_WRONG(3_000, 8_000, false),
    /** The database's wall clock is. */
    DATABASE_CLOCK_WRONG(3_000, 8_000, false),
    /** Both are, as where they share a machine. */
    MACHINE_CLOCK_WRONG(3_000, 8_000, false),
    /** Both live through the moment at which summer time begins or ends in the server's time zone. */
    SUMMER_TIME_CHANGED(4_000, 8_000, false),
    /** Some people's WebSockets vanish. */
    CLIENTS_DROPPED(0, 0, false),
    /** The provider sends webhooks of the past again, in any order. */
    WEBHOOKS_REPEATED(0, 0, false);

    private final int leastMs;
    private final int mostMs;
    private final boolean replacesServer;

    FaultKind(int leastMs, int mostMs, boolean replacesServer) {
        this.leastMs = leastMs;
        this.mostMs = mostMs;
        this.replacesServer = replacesServer;
    }

    int leastMs() {
        return leastMs;
    }

    int mostMs() {
        return mostMs;
    }

    /** Whether it needs clocks that can be set. */
    public boolean isOfTheClock() {
        return switch (this) {
            case SERVER_CLOCK_WRONG, DATABASE_CLOCK_WRONG, MACHINE_CLOCK_WRONG, SUMMER_TIME_CHANGED -> true;
            default -> false;
        };
    }

    /** Whether the server's process is another one afterwards. */
    boolean replacesServer() {
        return replacesServer;
    }
}
