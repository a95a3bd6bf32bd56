package dev.stagedoor.billing.approval;

import java.util.List;
import java.util.UUID;

/**
 * Whom decisions concern: whose accounts they book on, whose payouts they stop or let go, whose terms they set. Nobody decides
 * on what concerns themselves, and this is the one place that says so. Blocks on the database.
 */
@FunctionalInterface
public interface Concerned {
    /**
     * Whom a matter concerns, each once; of a code, who promised its coins. Nobody for one that there is not, or that concerns
     * everybody alike. It never changes but by growing.
     */
    List<UUID> by(Matter matter);

    /** Whether a person would decide on what is their own. */
    default boolean includes(UUID person, Matter matter) {
        return by(matter).contains(person);
    }

    /** The same of an actor as steps name them: a person's id, or what is no person and owns nothing. */
    default boolean includes(String actor, Matter matter) {
        return by(matter).stream().anyMatch(person -> person.toString().equals(actor));
    }
}
