package dev.stagedoor.billing.pricing;

/** What is sold by delivered time, or as one piece of it. */
public enum Product {
    /** One performer, one viewer, by the minute or the second. */
    CALL(true),
    /** The same in front of a room, with a minimum number of minutes. */
    PRIVATE(true),
    /** Looking on at somebody else's private show. */
    SPY(false),
    /** One of several viewers, each under a hold of their own. */
    GROUP(false),
    /** A session of an agreed length for one price; bookings are of this kind. */
    FLAT(true);

    private final boolean undivided;

    Product(boolean undivided) {
        this.undivided = undivided;
    }

    /** Whether it takes all of the performer, so that nothing else can be sold at the same time. */
    public boolean isUndivided() {
        return undivided;
    }
}
