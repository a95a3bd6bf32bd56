package dev.stagedoor.signaling.identity;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Second factors in memory. */
final class FakeFactors implements SecondFactorStore {
    private final Map<UUID, Kept> kept = new HashMap<>();
    private final Map<UUID, Long> lastStep = new HashMap<>();
    private final Map<UUID, Set<TokenDigest>> codes = new HashMap<>();

    @Override
    public boolean begin(UUID accountId, byte[] sealedSecret, Instant now) {
        Kept known = kept.get(accountId);
        if (known != null && known.confirmedAt() != null) {
            return false;
        }
        kept.put(accountId, new Kept(accountId, sealedSecret, null));
        return true;
    }

    @Override
    public @Nullable Kept find(UUID accountId) {
        return kept.get(accountId);
    }

    @Override
    public boolean confirm(UUID accountId, long step, Collection<TokenDigest> recoveryCodes, Instant now) {
        Kept known = kept.get(accountId);
        if (known == null) {
            return false;
        }
        kept.put(accountId, new Kept(accountId, known.sealedSecret(), now));
        lastStep.put(accountId, step);
        replaceCodes(accountId, recoveryCodes);
        return true;
    }

    @Override
    public boolean spendStep(UUID accountId, long step) {
        long before = lastStep.getOrDefault(accountId, -1L);
        lastStep.put(accountId, Math.max(before, step));
        return before < step;
    }

    @Override
    public boolean spendCode(UUID accountId, TokenDigest code, Instant now) {
        return codes.getOrDefault(accountId, Set.of()).remove(code);
    }

    @Override
    public int codesLeft(UUID accountId) {
        return codes.getOrDefault(accountId, Set.of()).size();
    }

    @Override
    public void replaceCodes(UUID accountId, Collection<TokenDigest> recoveryCodes) {
        codes.put(accountId, new HashSet<>(recoveryCodes));
    }

    @Override
    public boolean remove(UUID accountId) {
        return kept.remove(accountId) != null;
    }

    @Override
    public List<Kept> all() {
        return new ArrayList<>(kept.values());
    }

    @Override
    public void reseal(UUID accountId, byte[] sealedSecret) {
        kept.computeIfPresent(accountId, (id, old) -> new Kept(id, sealedSecret, old.confirmedAt()));
    }
}
