package dev.stagedoor.signaling.session;

import dev.stagedoor.signaling.Entitlements.CallKind;
import dev.stagedoor.signaling.Entitlements.Increment;
import dev.stagedoor.signaling.Tracing;
import dev.stagedoor.signaling.calls.FakeBilling;
import dev.stagedoor.signaling.calls.FakeBookings;
import dev.stagedoor.signaling.calls.FakeLog;
import dev.stagedoor.signaling.calls.FakeMedia;
import dev.stagedoor.signaling.calls.FakePeople;
import dev.stagedoor.signaling.calls.ManualTimers;
import dev.stagedoor.signaling.calls.PresenceBoard;
import dev.stagedoor.signaling.calls.QuoteOutcome;
import dev.stagedoor.signaling.chat.Audience;
import dev.stagedoor.signaling.identity.AccessToken;
import dev.stagedoor.signaling.identity.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Everything behind the wire, with models for media, billing and people. Tokens are texts: a name and the seconds it is
 * good for, {@code vera/900}.
 */
final class Theatre {
    final ManualTimers time = new ManualTimers();
    final FakePeople people = new FakePeople();
    final FakeMedia media = new FakeMedia(time);
    final FakeBilling billing = new FakeBilling(time);
    final PresenceBoard presence = new PresenceBoard();
    final UUID vera = people.viewer("vera");
    final UUID peter = people.performer("peter", 10, Increment.MINUTE);
    /** Who is in which show. */
    final Map<UUID, Audience.Seats> shows = new HashMap<>();

    final Realtime realtime;
    private final Instant start = time.now();

    Theatre() {
        realtime = new Realtime(
                new Realtime.Outside(
                        media,
                        billing,
                        new FakeBookings(),
                        new FakeWallets(billing),
                        shows::get,
                        people,
                        new FakeLog(),
                        this::verify,
                        FakeBilling::isAway,
                        presence,
                        time,
                        Tracing.OFF,
                        Runnable::run),
                Realtime.Settings.defaults());
        realtime.start();
        billing.give(vera, 100);
    }

    Client client() {
        return new Client(realtime);
    }

    /** A client that has said hello. */
    Client client(String name) {
        Client client = client();
        client.hello(name + "/900");
        return client;
    }

    /** The performer, online. */
    Client performer() {
        Client client = client("peter");
        client.must("{'type':'presence.set','status':'ONLINE'}");
        return client;
    }

    UUID quote() {
        return ((QuoteOutcome.Quoted) realtime.calls().quote(vera, peter, CallKind.VIDEO))
                .quote()
                .quoteId();
    }

    /** A call that rings. */
    String ring(Client viewer) {
        return viewer.must("{'type':'call.request','quoteId':'" + quote() + "'}")
                .path("call")
                .path("callId")
                .asText();
    }

    private AccessToken.Verification verify(String text) {
        String[] parts = text.split("/", 2);
        UUID userId = people.viewer(parts[0]);
        if (parts.length < 2) {
            return new AccessToken.Verification.Invalid();
        }
        Instant expiresAt = start.plus(Duration.ofSeconds(Long.parseLong(parts[1])));
        if (!time.now().isBefore(expiresAt)) {
            return new AccessToken.Verification.Expired();
        }
        Set<Role> roles = people.isPerformer(userId) ? Set.of(Role.PERFORMER) : Set.of(Role.VIEWER);
        return new AccessToken.Verification.Valid(new AccessToken(userId, new UUID(0, 1), roles, expiresAt, false));
    }
}
