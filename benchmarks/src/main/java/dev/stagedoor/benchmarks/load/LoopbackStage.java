package dev.stagedoor.benchmarks.load;

import dev.stagedoor.benchmarks.load.messages.Plan;
import dev.stagedoor.benchmarks.load.process.Launcher;

/** Both on the loopback interface: every packet is received, and the sender pays for waking the receivers. */
record LoopbackStage(Launcher server, Launcher clients) implements Stage {
    /**
     * Few: a socket that takes segmented messages whole spares the sender to cut them up, which every real receiver makes
     * the sender's system or network card do.
     */
    private static final int WITNESSES = 2;

    @Override
    public String mode() {
        return "loopback";
    }

    @Override
    public String serverAddress() {
        return "127.0.0.1";
    }

    @Override
    public boolean isOwnNetwork() {
        return false;
    }

    @Override
    public Plan.Addresses clientAddresses() {
        return Plan.Addresses.ANY;
    }

    @Override
    public int witnesses() {
        return WITNESSES;
    }

    @Override
    public void cut() {
        // Nobody is cut off on loopback.
    }

    @Override
    public boolean isCutting() {
        return false;
    }

    @Override
    public Dropped dropped() {
        return Dropped.NOTHING;
    }

    @Override
    public void close() {
        // Nothing was made.
    }
}
