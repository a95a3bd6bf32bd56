package dev.stagedoor.benchmarks.load.messages;

import org.jspecify.annotations.Nullable;

/**
 * What a process of clients is to be. Each publisher has a room of its own; viewers are spread evenly over the rooms.
 *
 * @param server whom to connect to
 * @param viewers how many there are at most
 * @param framesPerSecond of each publisher
 * @param packetsPerFrame sent at once
 * @param payloadBytes of each packet
 * @param decryptEvery each viewer decrypts one packet in so many, and takes its delay
 * @param witnesses viewers, the first ones, whose sockets tell in what groups packets came
 * @param loops threads that viewers are spread over
 */
public record Plan(
        Server server,
        int publishers,
        int viewers,
        int framesPerSecond,
        int packetsPerFrame,
        int payloadBytes,
        int decryptEvery,
        int witnesses,
        int loops,
        Addresses addresses) {
    /**
     * A server and how to speak to it.
     *
     * @param url base of its HTTP
     * @param room name of the room; with several publishers the first is this and the others have a number behind it
     * @param token bearer token, if it wants one
     */
    public record Server(
            Dialect dialect,
            String url,
            String room,
            @Nullable String token) {
        /** The room of a publisher. */
        public String room(int publisher) {
            return publisher == 0 ? room : room + "-" + publisher;
        }
    }

    /** How one asks for a session. */
    public enum Dialect {
        /** WHIP to publish, WHEP to view. */
        WHIP,
        /** The video room of Janus. */
        JANUS
    }

    /**
     * Local addresses to bind, null for any.
     *
     * @param witnesses of the publishers and the witnesses
     * @param others of the other viewers
     */
    public record Addresses(
            @Nullable String witnesses, @Nullable String others) {
        /** Any for all. */
        public static final Addresses ANY = new Addresses(null, null);
    }
}
