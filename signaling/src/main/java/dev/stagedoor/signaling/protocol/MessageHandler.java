package dev.stagedoor.signaling.protocol;

/**
 * What one connection's events are given to. Methods may be called on an event loop: they do not block and do not
 * throw. Calls for one connection come one after the other, in the order of the frames.
 */
public interface MessageHandler {
    /** A whole text message of at most {@link Limits#MESSAGE_BYTES}. */
    void onText(String text);

    /** A pong frame: the peer is alive. */
    void onPong();

    /** The socket is gone, for whatever reason; nothing comes after it. Repeats are harmless. */
    void onClosed();
}
