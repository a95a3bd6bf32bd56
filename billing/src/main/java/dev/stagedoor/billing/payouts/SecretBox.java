package dev.stagedoor.billing.payouts;

/**
 * Port: keeps what should not be read in the database, sealed with a key that is not in it. What was sealed for one purpose
 * does not open for another.
 */
public interface SecretBox {
    /** The secret, readable only by {@link #open} with the same purpose. */
    byte[] seal(byte[] secret, String purpose);

    /** What was sealed. Throws {@link IllegalStateException} if that was elsewhere, for something else, or was changed since. */
    byte[] open(byte[] sealed, String purpose);

    /** Whether it is sealed with the key that is used now, not with one that is kept for what is older. */
    boolean isCurrent(byte[] sealed);
}
