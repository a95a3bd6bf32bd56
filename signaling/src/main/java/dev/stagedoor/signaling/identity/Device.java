package dev.stagedoor.signaling.identity;

/**
 * Where a request comes from, as far as one can know.
 *
 * @param address address literal, the key of limits
 * @param userAgent what the client calls itself, empty if nothing
 */
public record Device(String address, String userAgent) {
    private static final int USER_AGENT_LENGTH = 300;

    /** Cuts what a client may make arbitrarily long. */
    public Device {
        userAgent = userAgent.length() > USER_AGENT_LENGTH ? userAgent.substring(0, USER_AGENT_LENGTH) : userAgent;
    }
}
