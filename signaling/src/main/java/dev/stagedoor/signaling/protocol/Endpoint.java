package dev.stagedoor.signaling.protocol;

/** Where new connections are reported: the other half of the seam to the WebSocket route. */
public interface Endpoint {
    /**
     * A client has opened a socket with subprotocol {@link Limits#SUBPROTOCOL}.
     *
     * @param remoteAddress address literal of the peer, for limits and logs
     */
    MessageHandler open(Connection connection, String remoteAddress);
}
