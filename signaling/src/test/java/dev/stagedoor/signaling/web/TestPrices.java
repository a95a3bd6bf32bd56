package dev.stagedoor.signaling.web;

import dev.stagedoor.signaling.Money;
import dev.stagedoor.signaling.PriceDesk;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A desk with one published list, which answers what the test wants. */
final class TestPrices implements PriceDesk {
    volatile UUID proposer = UUID.randomUUID();
    volatile Outcome next = new Outcome.Conflict();
    volatile @Nullable Draft asked;
    volatile Map<String, Object> prices = Map.of();

    @Override
    public List<Version> versions() {
        return List.of(new Version(
                1,
                prices,
                Instant.EPOCH,
                "IN_FORCE",
                List.of(new Net("inr-49", null, "sandbox", false, 81_000, 50_000, true)),
                new Publication(UUID.randomUUID(), proposer, UUID.randomUUID(), Instant.EPOCH, "new prices", "")));
    }

    @Override
    public RateBounds rateBounds(UUID performerId) {
        return new RateBounds("regular", range(1, 50), range(1, 80));
    }

    private static RateRange range(long from, long to) {
        return new RateRange(new Money(from * 1_000, "COIN"), new Money(to * 1_000, "COIN"));
    }

    @Override
    public Preview preview(Map<String, Object> draft) {
        prices = draft;
        return new Preview(List.of(new Fault("/tiers", "the first tier must be open to everybody")), List.of());
    }

    @Override
    public Outcome propose(Draft draft, UUID person) {
        asked = draft;
        return next;
    }
}
