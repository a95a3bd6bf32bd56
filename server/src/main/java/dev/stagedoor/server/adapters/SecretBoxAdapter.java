package dev.stagedoor.server.adapters;

import dev.stagedoor.server.secrets.Vault;
import dev.stagedoor.signaling.SecretBox;

/** The installation's key, as the libraries see it. */
public final class SecretBoxAdapter implements SecretBox, dev.stagedoor.billing.payouts.SecretBox {
    private final Vault vault;

    public SecretBoxAdapter(Vault vault) {
        this.vault = vault;
    }

    @Override
    public byte[] seal(byte[] secret, String purpose) {
        return vault.seal(secret, purpose);
    }

    @Override
    public byte[] open(byte[] sealed, String purpose) {
        return vault.open(sealed, purpose);
    }

    @Override
    public boolean isCurrent(byte[] sealed) {
        return vault.isCurrent(sealed);
    }
}
