package dev.stagedoor.benchmarks.load;

import dev.stagedoor.benchmarks.load.ForwardRun.Cores;
import dev.stagedoor.benchmarks.load.messages.LoadFailure;
import dev.stagedoor.benchmarks.load.process.Cpus;
import org.jspecify.annotations.Nullable;

/** Checks of what the user asks for, in the user's words. */
public final class Limits {
    private Limits() {}

    /**
     * The value, if it is within its bounds, which are allowed themselves.
     *
     * @throws LoadFailure if it is not
     */
    public static int checked(String option, int value, int minimum, int maximum) {
        if (value < minimum || value > maximum) {
            throw new LoadFailure("%s is a number from %d to %d, not %d".formatted(option, minimum, maximum, value));
        }
        return value;
    }

    /**
     * Divides the machine.
     *
     * @param server list of the server's cores, null for the first one
     * @throws LoadFailure if either side would have none
     */
    static Cores cores(@Nullable String server) {
        return cores(server, Cpus.allowed());
    }

    static Cores cores(@Nullable String server, Cpus allowed) {
        var servers = server == null ? allowed.first() : Cpus.parse(server);
        if (!servers.without(allowed).isEmpty()) {
            throw new LoadFailure("--cpu " + servers + ": this machine lets us use " + allowed);
        }
        var clients = allowed.without(servers);
        if (clients.isEmpty()) {
            throw new LoadFailure("needs a core for the clients besides the server's: there are " + allowed
                    + ", and the server has " + servers);
        }
        return new Cores(servers, clients);
    }
}
