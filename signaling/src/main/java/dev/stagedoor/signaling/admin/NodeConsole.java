package dev.stagedoor.signaling.admin;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.stagedoor.signaling.MediaBrowser;
import dev.stagedoor.signaling.MediaBrowser.Loop;
import dev.stagedoor.signaling.session.Drain;
import dev.stagedoor.signaling.session.Realtime;
import dev.stagedoor.signaling.whip.LiveSessions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the nodes are; there is one, this one. Counts only grow, so that whoever asks twice has the rates. */
public final class NodeConsole {
    private final MediaBrowser media;
    private final Realtime realtime;
    private final LiveSessions live;
    private final Drain drain;
    private final InstantSource clock;

    /** @param clock of the moment that figures are as of */
    public NodeConsole(MediaBrowser media, Realtime realtime, LiveSessions live, Drain drain, InstantSource clock) {
        this.media = media;
        this.realtime = realtime;
        this.live = live;
        this.drain = drain;
        this.clock = clock;
    }

    /**
     * One node.
     *
     * @param at when this was so
     * @param stopsBy when it stops at the latest, null while it serves
     * @param connections devices with an open WebSocket
     * @param calls that ring, connect or run
     * @param liveSessions of WHIP and WHEP
     */
    public record Node(
            Instant at,
            boolean serving,
            @Nullable Instant stopsBy,
            int connections,
            int calls,
            int liveSessions,
            @JsonUnwrapped ProcessLoad load,
            List<Loop> loops) {}

    /** All nodes. Blocks for a moment. */
    public List<Node> nodes() {
        Drain.Status status = drain.status();
        List<Loop> loops = media.loops();
        return List.of(new Node(
                clock.instant(),
                status.until() == null,
                status.until(),
                realtime.connections(),
                status.calls(),
                live.statistics().sessions(),
                ProcessLoad.now(),
                loops));
    }
}
