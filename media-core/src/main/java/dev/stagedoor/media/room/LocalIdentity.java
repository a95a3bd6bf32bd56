package dev.stagedoor.media.room;

/**
 * What we call ourselves towards one participant.
 *
 * @param controlSsrc the source of our reports and feedback, 1 to 2^32 − 1
 * @param cname the canonical name of all our sources (RFC 3550 §6.5.1), short and meaningless (RFC 7022)
 */
public record LocalIdentity(long controlSsrc, String cname) {}
