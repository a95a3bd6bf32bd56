package dev.stagedoor.benchmarks.load.clients;

import dev.stagedoor.benchmarks.client.WebRtcClient;
import dev.stagedoor.benchmarks.load.messages.LoadFailure;

/** How a client comes into a room. The calls block; each is made on a thread of its own. */
interface Signalling {
    /** A place in a room, which {@link #close} gives back. */
    interface Session extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Brings a client that sends into a room; returns when its answer is there, not when it is connected.
     *
     * @throws LoadFailure if the server refuses
     */
    Session publish(String room, WebRtcClient client);

    /**
     * Brings a client that receives into a room, likewise.
     *
     * @throws LoadFailure if the server refuses
     */
    Session view(String room, WebRtcClient client);
}
