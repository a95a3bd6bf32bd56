package dev.stagedoor.signaling.admin;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.stagedoor.signaling.MediaBrowser.Participant;
import dev.stagedoor.signaling.MediaBrowser.Room;
import dev.stagedoor.signaling.protocol.CallView;
import dev.stagedoor.signaling.protocol.CallView.Party;
import dev.stagedoor.signaling.whip.OpenLiveRoom;
import dev.stagedoor.signaling.whip.Side;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A room of the media node and what it is for.
 *
 * @param name of whom it belongs to; null if nobody is known by the room's id
 */
public record NamedRoom(UUID id, Kind kind, @Nullable String name, List<NamedParticipant> participants)
        implements Comparable<NamedRoom> {

    /** What rooms are for. */
    public enum Kind {
        CALL,
        /** WHIP and WHEP. */
        BROADCAST,
        /** Just begun or just over: the media node knows it, nobody else does. */
        UNKNOWN
    }

    /** What somebody is in a room for. */
    public enum Role {
        PERFORMER,
        VIEWER,
        UNKNOWN
    }

    /** @param name null for one who watches by WHEP, of whom nothing is kept, and for one who is not known */
    public record NamedParticipant(
            @JsonUnwrapped Participant participant,
            Role role,
            @Nullable String name) {}

    static NamedRoom ofCall(Room room, CallView call) {
        return of(
                room,
                Kind.CALL,
                call.performer().displayName(),
                participant -> Stream.of(
                                new Seat(Role.PERFORMER, call.performer()), new Seat(Role.VIEWER, call.viewer()))
                        .filter(seat -> seat.party().id().equals(participant.id()))
                        .map(seat -> new NamedParticipant(
                                participant, seat.role(), seat.party().displayName()))
                        .findFirst()
                        .orElseGet(() -> stranger(participant)));
    }

    /** @param owner null if the room belongs to nobody, or to somebody who is gone */
    static NamedRoom ofBroadcast(Room room, OpenLiveRoom broadcast, @Nullable String owner) {
        String name = owner == null ? broadcast.name() : owner;
        return of(room, Kind.BROADCAST, name, participant -> {
            Side side = broadcast.participants().get(participant.id());
            if (side == null) {
                return stranger(participant);
            }
            return switch (side) {
                case PUBLISHER -> new NamedParticipant(participant, Role.PERFORMER, owner);
                case VIEWER -> new NamedParticipant(participant, Role.VIEWER, null);
            };
        });
    }

    static NamedRoom unknown(Room room) {
        return of(room, Kind.UNKNOWN, null, NamedRoom::stranger);
    }

    @Override
    public int compareTo(NamedRoom other) {
        return Comparator.comparing(NamedRoom::kind)
                .thenComparing(NamedRoom::id)
                .compare(this, other);
    }

    private record Seat(Role role, Party party) {}

    private static NamedParticipant stranger(Participant participant) {
        return new NamedParticipant(participant, Role.UNKNOWN, null);
    }

    private static NamedRoom of(
            Room room, Kind kind, @Nullable String name, Function<Participant, NamedParticipant> naming) {
        List<NamedParticipant> participants = room.participants().stream()
                .map(naming)
                .sorted(Comparator.comparing(NamedParticipant::role)
                        .thenComparing(named -> named.participant().id()))
                .toList();
        return new NamedRoom(room.id(), kind, name, participants);
    }
}
