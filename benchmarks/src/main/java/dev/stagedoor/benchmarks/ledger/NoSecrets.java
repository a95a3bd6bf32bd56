package dev.stagedoor.benchmarks.ledger;

import dev.stagedoor.billing.payouts.SecretBox;

/** For books in which nobody names a bank account. */
final class NoSecrets implements SecretBox {
    @Override
    public byte[] seal(byte[] secret, String purpose) {
        throw new IllegalStateException("nothing of the measured ledger is secret, but there is a " + purpose);
    }

    @Override
    public byte[] open(byte[] sealed, String purpose) {
        throw new IllegalStateException("nothing of the measured ledger is secret, but there is a " + purpose);
    }

    @Override
    public boolean isCurrent(byte[] sealed) {
        return true;
    }
}
