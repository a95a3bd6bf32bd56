package dev.stagedoor.signaling.protocol;

/**
 * One open WebSocket, as seen from the side that answers. Methods may be called on any thread and do not block; after
 * the socket has closed they do nothing. The owner of the socket bounds what waits to be written and closes a peer that
 * does not read.
 */
public interface Connection {
    /** Sends one text message; messages leave in the order of the calls. */
    void send(String text);

    /** Sends a ping frame (RFC 6455 section 5.5.2); the pong comes back as {@link MessageHandler#onPong()}. */
    void ping();

    /** Closes with a status code (RFC 6455 section 7.4) after everything sent before. */
    void close(CloseCode code);
}
