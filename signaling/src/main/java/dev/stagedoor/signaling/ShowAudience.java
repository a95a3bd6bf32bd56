package dev.stagedoor.signaling;

import dev.stagedoor.signaling.ShowDesk.Event;
import dev.stagedoor.signaling.chat.Audience;
import dev.stagedoor.signaling.whip.LiveSessions;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Whoever has a session in a show's room on this server, which is where a show is given and watched. */
final class ShowAudience implements Audience {
    private final ShowDesk shows;
    private final LiveSessions live;

    ShowAudience(ShowDesk shows, LiveSessions live) {
        this.shows = shows;
        this.live = live;
    }

    @Override
    public @Nullable Seats of(UUID eventId) {
        Event show = shows.event(eventId);
        return show == null ? null : new Seats(show.performerId(), live.people(eventId.toString()));
    }
}
