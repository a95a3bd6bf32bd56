package dev.stagedoor.signaling.whip;

import dev.stagedoor.signaling.MediaGateway;
import dev.stagedoor.signaling.ShowDesk;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Servers that ask each other without a network, in a time that is moved by hand. */
final class Nodes implements NodeLinks {
    final Map<String, LiveSessions> byName = new LinkedHashMap<>();
    final List<String> asked = new ArrayList<>();
    final List<String> ended = new ArrayList<>();
    private final List<Runnable> later = new ArrayList<>();
    private final Duration linger;

    /** Servers that end a link with the last who watch. */
    Nodes() {
        this(Duration.ZERO);
    }

    /** Servers that keep a link for a while. */
    Nodes(Duration linger) {
        this.linger = linger;
    }

    /** A server on its own. */
    static LiveSessions alone(MediaGateway media, WhipSettings settings) {
        return alone(media, settings, new FakeShows());
    }

    /** A server on its own, at which shows are given. */
    static LiveSessions alone(MediaGateway media, WhipSettings settings, ShowDesk shows) {
        return new Nodes().add("alone", media, settings, shows);
    }

    /** One more server that pulls from these. */
    LiveSessions add(String name, MediaGateway media, WhipSettings settings, String... origins) {
        return add(name, media, settings, new FakeShows(), origins);
    }

    /** One more, at which shows are given. */
    LiveSessions add(String name, MediaGateway media, WhipSettings settings, ShowDesk shows, String... origins) {
        LiveSessions sessions = new LiveSessions(
                media,
                settings,
                shows,
                NodeSettings.of(List.of(origins), "shared among servers", linger),
                this,
                new Outside(Runnable::run, this::after));
        media.listen(sessions);
        byName.put(name, sessions);
        return sessions;
    }

    /** Takes the first of those who wait out of time's hands. */
    Runnable nextLater() {
        return later.removeFirst();
    }

    /** Lets all who wait go on. */
    void passTime() {
        List<Runnable> due = List.copyOf(later);
        later.clear();
        due.forEach(Runnable::run);
    }

    @Override
    public Pulled pull(String node, String room, int hops, String offer) {
        asked.add(node + " " + hops);
        LiveSessions other = byName.get(node);
        if (other == null) {
            return new Pulled.Refused("is away");
        }
        return switch (other.joinNode(room, hops, offer)) {
            case Joined.Accepted(String session, String _, String answer) ->
                new Pulled.Answered(node + " " + session, other.depth(room), answer);
            case Joined.Refused(Refusal why, String _) -> new Pulled.Refused(why.name());
        };
    }

    @Override
    public void end(String session) {
        ended.add(session);
        String[] parts = session.split(" ", -1);
        var _ = Objects.requireNonNull(byName.get(parts[0])).end("test", Side.VIEWER, parts[1]);
    }

    private void after(Duration delay, Runnable task) {
        later.add(task);
    }
}
