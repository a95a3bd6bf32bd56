package dev.stagedoor.signaling.whip;

import java.util.Arrays;

/** The {@code If-Match} header (RFC 9110 section 13.1.1). */
final class EntityTags {
    private EntityTags() {}

    /**
     * Whether a list of entity tags, or {@code *}, names this one. The comparison is the strong one, in which a weak tag
     * equals nothing. Ours have no commas inside.
     */
    static boolean match(String header, String entityTag) {
        String list = header.strip();
        return list.equals("*")
                || Arrays.stream(list.split(",", -1)).map(String::strip).anyMatch(entityTag::equals);
    }
}
