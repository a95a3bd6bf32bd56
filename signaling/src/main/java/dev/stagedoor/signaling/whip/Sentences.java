package dev.stagedoor.signaling.whip;

/** What each refusal means, in words for whoever set up the encoder or player. */
final class Sentences {
    private Sentences() {}

    static String of(Refusal refusal) {
        return switch (refusal) {
            case ROOM_NOT_FOUND -> "There is no such room.";
            case SESSION_NOT_FOUND -> "There is no such session.";
            case REPLACED ->
                "This ticket is used on another device now, and one at a time watches. Join again to watch here instead.";
            case TOKEN_REQUIRED -> "This room needs an access token.";
            case NOT_YOUR_ROOM -> "Only its performer publishes in this room, with a token of their own.";
            case NOT_PUBLIC ->
                "Only its performer can watch this room; what others may watch are shows, in rooms of their own.";
            case TICKET_REQUIRED ->
                "This show is for those with a ticket. Buy one on its page, /shows/ and its id, and come again.";
            case SHOW_OVER -> "This show was called off or did not take place in time; what was paid for it goes back.";
            case OFFER_REFUSED -> "The offer cannot be served.";
            case PUBLISHER_PRESENT -> "Somebody publishes in this room already.";
            case ROOM_FULL -> "The room has as many viewers as it may.";
            case SERVER_FULL -> "The server has as many sessions as it may.";
            case NOT_PUBLISHED -> "Nobody publishes in this room here now. Try again, or on another server.";
            case NOT_SHARED -> "What needs a token or a ticket is watched on the server on which it is published.";
            case TOO_MANY_LINKS ->
                "There would be more links between publisher and viewers than may be: pull from a server nearer to it.";
            case STOPPING -> "The server is stopping.";
            case PRECONDITION_REQUIRED ->
                "Say in If-Match which ICE session is to be restarted (RFC 9725 section 4.3.1).";
            case PRECONDITION_FAILED -> "The session has another ICE session now.";
            case SECTION_UNKNOWN ->
                "mediaId names no section of this session that shows pictures (a=mid); leave it out to mean all.";
            case FRAGMENT_MALFORMED -> "The fragment cannot be read (RFC 8840).";
        };
    }
}
