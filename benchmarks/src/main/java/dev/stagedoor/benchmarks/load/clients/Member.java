package dev.stagedoor.benchmarks.load.clients;

import dev.stagedoor.benchmarks.client.WebRtcClient;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A client in its room.
 *
 * @param publisher which publisher it is, or views
 * @param offeredNs when it began to ask, by {@code System.nanoTime()}
 * @param ended set when its transport ended
 */
record Member(
        WebRtcClient client,
        Signalling.Session session,
        int publisher,
        boolean witness,
        long offeredNs,
        AtomicBoolean ended) {
    static Member of(WebRtcClient client, Signalling.Session session, int publisher, boolean witness, long offeredNs) {
        var ended = new AtomicBoolean();
        var _ = client.ended().thenRun(() -> ended.set(true));
        return new Member(client, session, publisher, witness, offeredNs, ended);
    }

    /** Leaves as a page that is closed does. */
    void leave() {
        session.close();
        client.close();
    }
}
