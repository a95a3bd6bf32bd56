package dev.stagedoor.signaling.identity;

import dev.stagedoor.signaling.SecretBox;
import dev.stagedoor.signaling.identity.SecondFactorStore.Kept;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Second factors by time (RFC 6238): a code is good for its 30 seconds and those beside them, and once. Whoever has set up
 * none is not asked; whoever has is asked everywhere. Methods block.
 *
 * <p>Six digits are guessed in a million tries, of which three are right at any time: so wrong ones are counted by person,
 * whatever they were shown for, and a right one costs nothing.
 */
public final class SecondFactors {
    private static final Logger LOG = LoggerFactory.getLogger(SecondFactors.class);
    private static final int LIMITED_KEYS = 100_000;
    private static final Pattern SPACES = Pattern.compile("\\s");
    private static final Pattern DIGITS = Pattern.compile("[0-9]{6}");

    private final SecondFactorStore store;
    private final SessionStore sessions;
    private final SecretBox box;
    private final IdentityConfig config;
    private final InstantSource clock;
    private final RateLimiter wrongCodes;
    private final SecureRandom random = new SecureRandom();

    /** @param nanoTime a clock that never goes back, for limits */
    public SecondFactors(
            SecondFactorStore store,
            SessionStore sessions,
            SecretBox box,
            IdentityConfig config,
            InstantSource clock,
            LongSupplier nanoTime) {
        this.store = store;
        this.sessions = sessions;
        this.box = box;
        this.config = config;
        this.clock = clock;
        this.wrongCodes = new RateLimiter(config.wrongCodesPerAccount(), LIMITED_KEYS, nanoTime);
    }

    /** How things stand for somebody with these roles. */
    public FactorSetup.State state(UUID accountId, Set<Role> roles) {
        Instant since = since(accountId);
        return new FactorSetup.State(
                since != null, since, since == null ? 0 : store.codesLeft(accountId), isRequired(roles));
    }

    /** Whether somebody with these roles can do nothing for the house without one. */
    boolean isRequired(Set<Role> roles) {
        return config.houseNeedsSecondFactor() && roles.stream().anyMatch(role -> !role.isForEverybody());
    }

    boolean isOn(UUID accountId) {
        return since(accountId) != null;
    }

    private @Nullable Instant since(UUID accountId) {
        Kept kept = store.find(accountId);
        return kept == null ? null : kept.confirmedAt();
    }

    /** Looks at a code of the app, or a recovery code, and takes it if it is right. */
    public FactorCheck check(UUID accountId, @Nullable String code) {
        Kept kept = store.find(accountId);
        if (kept == null || kept.confirmedAt() == null) {
            return new FactorCheck.NotSetUp();
        }
        if (code == null || code.isBlank()) {
            return new FactorCheck.Missing();
        }
        long waitSeconds = wrongCodes.tryTake(accountId.toString());
        if (waitSeconds > 0) {
            return new FactorCheck.Limited(waitSeconds);
        }
        FactorCheck result = look(kept, SPACES.matcher(code).replaceAll(""));
        if (result instanceof FactorCheck.Right) {
            wrongCodes.giveBack(accountId.toString());
        }
        return result;
    }

    private FactorCheck look(Kept kept, String code) {
        if (!DIGITS.matcher(code).matches()) {
            return store.spendCode(kept.accountId(), RecoveryCodes.digest(code), clock.instant())
                    ? new FactorCheck.Right()
                    : new FactorCheck.Wrong();
        }
        OptionalLong step = TimeCode.step(secret(kept), code, clock.instant());
        if (step.isEmpty()) {
            return new FactorCheck.Wrong();
        }
        return store.spendStep(kept.accountId(), step.getAsLong()) ? new FactorCheck.Right() : new FactorCheck.Used();
    }

    /** Makes a secret; nothing is asked for until it is confirmed. */
    FactorSetup begin(Account account) {
        byte[] secret = TimeCode.newSecret(random);
        return store.begin(account.id(), box.seal(secret, purpose(account.id())), clock.instant())
                ? new FactorSetup.Begun(
                        Base32.encode(secret), TimeCode.address(secret, config.issuer(), account.email()))
                : new FactorSetup.AlreadyOn();
    }

    /**
     * Switches it on, if the app has the secret. All other sessions of the person end: so every session that lives has shown
     * the factor, or has set it up.
     */
    public FactorSetup confirm(UUID accountId, UUID sessionId, String code) {
        long waitSeconds = wrongCodes.tryTake(accountId.toString());
        if (waitSeconds > 0) {
            return new FactorSetup.Limited(waitSeconds);
        }
        Kept kept = store.find(accountId);
        if (kept == null) {
            return new FactorSetup.NotBegun();
        }
        if (kept.confirmedAt() != null) {
            return new FactorSetup.AlreadyOn();
        }
        OptionalLong step = TimeCode.step(secret(kept), SPACES.matcher(code).replaceAll(""), clock.instant());
        if (step.isEmpty()) {
            return new FactorSetup.WrongCode();
        }
        List<String> codes = RecoveryCodes.make(random);
        if (!store.confirm(accountId, step.getAsLong(), digests(codes), clock.instant())) {
            return new FactorSetup.AlreadyOn();
        }
        wrongCodes.giveBack(accountId.toString());
        sessions.endOthers(accountId, sessionId, clock.instant());
        LOG.info("{} has set up a second factor; other sessions have ended", accountId);
        return new FactorSetup.Done(codes);
    }

    /** New recovery codes; the former are good for nothing. For who has just shown the factor. */
    public FactorSetup.Done renewRecoveryCodes(UUID accountId) {
        List<String> codes = RecoveryCodes.make(random);
        store.replaceCodes(accountId, digests(codes));
        return new FactorSetup.Done(codes);
    }

    /** Switches it off. For who has just shown it. */
    public void remove(UUID accountId) {
        if (store.remove(accountId)) {
            LOG.info("{} has removed the second factor", accountId);
        }
    }

    /** Seals with the present key what is sealed with an older one; how many those were. */
    public int reseal() {
        List<Kept> old = store.all().stream()
                .filter(kept -> !box.isCurrent(kept.sealedSecret()))
                .toList();
        old.forEach(kept -> store.reseal(kept.accountId(), box.seal(secret(kept), purpose(kept.accountId()))));
        return old.size();
    }

    private byte[] secret(Kept kept) {
        return box.open(kept.sealedSecret(), purpose(kept.accountId()));
    }

    private static String purpose(UUID accountId) {
        return "second factor of " + accountId;
    }

    private static Collection<TokenDigest> digests(List<String> codes) {
        return codes.stream().map(RecoveryCodes::digest).toList();
    }
}
