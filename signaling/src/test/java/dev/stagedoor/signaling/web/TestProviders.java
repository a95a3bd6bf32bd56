package dev.stagedoor.signaling.web;

import dev.stagedoor.signaling.Money;
import dev.stagedoor.signaling.ProviderDesk;
import dev.stagedoor.signaling.WalletService.Page;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One provider with one webhook that was kept aside. */
final class TestProviders implements ProviderDesk {
    static final long WEBHOOK = 7;

    volatile Replayed next = new Replayed(true, "");
    volatile Closed closed = Closed.DONE;
    volatile @Nullable String asked;

    @Override
    public List<Provider> providers() {
        return List.of(new Provider("stripe", true, true, Instant.EPOCH, 1));
    }

    @Override
    public Page<Webhook> webhooks(@Nullable String provider, @Nullable String cursor, int limit) {
        asked = provider;
        return new Page<>(
                List.of(new Webhook(
                        WEBHOOK,
                        "stripe",
                        "evt_1",
                        "SUCCEEDED",
                        UUID.randomUUID(),
                        new Money(4_900, "INR"),
                        "QUARANTINED",
                        "no such order",
                        Instant.EPOCH,
                        true,
                        false,
                        null)),
                null);
    }

    @Override
    public @Nullable Replayed replay(long id) {
        return id == WEBHOOK ? next : null;
    }

    @Override
    public Closed dismiss(long id, UUID person, String note) {
        asked = person + " " + note;
        return id == WEBHOOK ? closed : Closed.MISSING;
    }
}
