package dev.stagedoor.signaling.protocol;

/** How much of anything a client may send. Counted in UTF-16 units unless the name says bytes. */
public final class Limits {
    /** The WebSocket subprotocol clients ask for. */
    public static final String SUBPROTOCOL = "stagedoor.v1";

    /** The largest message: an offer of a browser with every codec it knows is about 12 KiB. */
    public static final int MESSAGE_BYTES = 256 * 1024;

    /** The largest session description; leaves room for its escapes within {@link #MESSAGE_BYTES}. */
    public static final int SDP = 128 * 1024;

    /** Our tokens are below 1 KiB; other issuers are more talkative. */
    public static final int TOKEN = 8 * 1024;

    /** What a client may call its messages. */
    public static final int MESSAGE_ID = 64;

    /** One chat message. */
    public static final int CHAT_TEXT = 500;

    /** What a viewer writes to a tip. */
    public static final int TIP_MESSAGE = 200;

    /** One tip, in millicoins: a million coins, so that a slip of the finger is refused and sums cannot overflow. */
    public static final long TIP_AMOUNT_MINOR = 1_000_000_000L;

    /** How deep JSON may nest; the protocol itself needs three levels. */
    static final int NESTING = 16;

    private Limits() {}
}
