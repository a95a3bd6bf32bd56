package dev.stagedoor.benchmarks.load;

import dev.stagedoor.benchmarks.load.messages.Plan;
import dev.stagedoor.benchmarks.load.process.Launcher;

/** Where server and clients run and how packets get from one to the other. */
interface Stage extends AutoCloseable {
    /** For reports. */
    String mode();

    /** Starts servers. */
    Launcher server();

    /** Starts clients. */
    Launcher clients();

    /** Where a server is to listen. */
    String serverAddress();

    /** Whether the server has a network of its own, which this process is not in. */
    boolean isOwnNetwork();

    /** What clients are to bind. */
    Plan.Addresses clientAddresses();

    /** How many receivers tell in what groups packets come, and are never cut off. */
    int witnesses();

    /** From now on packets of media to all receivers but the witnesses are dropped after the server has sent them. */
    void cut();

    /** Whether {@link #cut} cuts anybody off. */
    boolean isCutting();

    /** What has been dropped so far. */
    Dropped dropped();

    /**
     * Packets that a filter dropped behind the server.
     *
     * @param messages as the server sent them: a segmented message is one
     * @param bytes of all of them, with {@link #HEADER_BYTES} for each message
     */
    record Dropped(long messages, long bytes) {
        static final Dropped NOTHING = new Dropped(0, 0);

        /** Ethernet, IPv4 and UDP. */
        private static final int HEADER_BYTES = 14 + 20 + 8;

        Dropped since(Dropped earlier) {
            return new Dropped(messages - earlier.messages, bytes - earlier.bytes);
        }

        /** @param packetBytes length of one packet, without headers */
        long packets(double packetBytes) {
            return messages == 0 ? 0 : Math.round((bytes - messages * HEADER_BYTES) / packetBytes);
        }
    }

    @Override
    void close();
}
