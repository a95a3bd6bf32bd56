package dev.stagedoor.signaling.whip;

/** What came of a fragment. */
public sealed interface Patched {
    /** Read; there was nothing to do, because an ICE-lite server learns addresses from checks. */
    record Noted() implements Patched {}

    /**
     * ICE has restarted; media flows on the old path until the new one works.
     *
     * @param entityTag of the new ICE session
     * @param fragment the server's new credentials and its candidates
     */
    record Restarted(String entityTag, String fragment) implements Patched {}

    /** @param detail a sentence for people */
    record Refused(Refusal why, String detail) implements Patched {}
}
