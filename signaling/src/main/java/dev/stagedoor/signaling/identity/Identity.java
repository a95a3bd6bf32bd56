package dev.stagedoor.signaling.identity;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.stagedoor.signaling.identity.AccountStore.Credential;
import dev.stagedoor.signaling.identity.PasswordHasher.Verdict;
import dev.stagedoor.signaling.identity.SessionStore.Rotation;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Signing up, signing in, renewing and signing out. Methods block. */
public final class Identity implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Identity.class);
    private static final int LIMITED_KEYS = 100_000;
    private static final int REFRESH_TOKEN_BYTES = 32;

    private final IdentityConfig config;
    private final AccountStore accounts;
    private final SessionStore sessions;
    private final InstantSource clock;
    private final AccessTokens accessTokens;
    private final PasswordHasher passwords;
    private final SecondFactors secondFactors;
    private final RateLimiter perAccount;
    private final RateLimiter perAddress;
    private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();
    private final SecureRandom random = new SecureRandom();

    /** @param nanoTime a clock that never goes back, for limits */
    public Identity(
            IdentityConfig config,
            AccountStore accounts,
            SessionStore sessions,
            SigningKeyStore keys,
            SecondFactors secondFactors,
            InstantSource clock,
            LongSupplier nanoTime) {
        this.config = config;
        this.accounts = accounts;
        this.sessions = sessions;
        this.secondFactors = secondFactors;
        this.clock = clock;
        this.accessTokens = new AccessTokens(
                new KeyRing(keys, config.keyLifetime(), config.accessLifetime(), clock),
                config.issuer(),
                config.accessLifetime(),
                clock);
        this.passwords = new PasswordHasher(PasswordHasher.Parameters.defaults());
        this.perAccount = new RateLimiter(config.signInPerAccount(), LIMITED_KEYS, nanoTime);
        this.perAddress = new RateLimiter(config.attemptsPerAddress(), LIMITED_KEYS, nanoTime);
    }

    /** Who checks and issues access tokens. */
    public AccessTokens accessTokens() {
        return accessTokens;
    }

    /** Who asks for second factors. */
    public SecondFactors secondFactors() {
        return secondFactors;
    }

    /** Creates an account and signs it in. Who works for the house does not sign up; see {@link #provide}. */
    public SignInOutcome register(Registration wanted, Device device) {
        if (!wanted.role().isForEverybody()) {
            throw new IllegalArgumentException("nobody signs up as " + wanted.role());
        }
        long waitSeconds = perAddress.tryTake(device.address());
        if (waitSeconds > 0) {
            return new SignInOutcome.RateLimited(waitSeconds);
        }
        SignInOutcome refusal = refusal(wanted);
        if (refusal != null) {
            return refusal;
        }
        DisplayName name = DisplayName.parse(wanted.displayName());
        return name == null ? new SignInOutcome.BadDisplayName() : create(wanted, name, device);
    }

    private SignInOutcome create(Registration wanted, DisplayName name, Device device) {
        String hash = passwords.hash(wanted.password());
        if (hash == null) {
            return new SignInOutcome.RateLimited(1);
        }
        Account account = newAccount(wanted, name);
        return accounts.insert(account, hash, wanted.origin()) ? open(account, device) : new SignInOutcome.EmailTaken();
    }

    private Account newAccount(Registration wanted, DisplayName name) {
        return new Account(
                ids.generate(),
                wanted.email().text(),
                name.text(),
                "",
                Set.of(wanted.role()),
                wanted.dateOfBirth(),
                clock.instant(),
                null);
    }

    private @Nullable SignInOutcome refusal(Registration wanted) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        if (!config.isOldEnough(wanted.dateOfBirth(), today)) {
            return new SignInOutcome.Underage(config.minimumAgeYears());
        }
        PasswordRule broken = PasswordRule.brokenBy(wanted.password(), wanted.email());
        return broken == null ? null : new SignInOutcome.WeakPassword(broken);
    }

    /**
     * Signs in by password, and by a second factor where the person has set one up.
     *
     * @param code of the second factor, null if none was given
     */
    public SignInOutcome signIn(EmailAddress email, String password, @Nullable String code, Device device) {
        long waitSeconds = Math.max(perAddress.tryTake(device.address()), perAccount.tryTake(email.key()));
        if (waitSeconds > 0) {
            return new SignInOutcome.RateLimited(waitSeconds);
        }
        Credential credential = accounts.credential(email);
        Verdict verdict = passwords.verify(credential == null ? null : credential.passwordHash(), password);
        if (verdict == Verdict.BUSY) {
            return new SignInOutcome.RateLimited(1);
        }
        if (credential == null || verdict == Verdict.MISMATCH) {
            return new SignInOutcome.WrongCredentials();
        }
        perAccount.giveBack(email.key());
        Account account = credential.account();
        return switch (secondFactors.check(account.id(), code)) {
            case FactorCheck.NotSetUp(), FactorCheck.Right() -> open(account, device);
            case FactorCheck.Missing() -> new SignInOutcome.SecondFactorNeeded();
            case FactorCheck.Wrong() -> new SignInOutcome.SecondFactorRefused(false);
            case FactorCheck.Used() -> new SignInOutcome.SecondFactorRefused(true);
            case FactorCheck.Limited(long seconds) -> new SignInOutcome.RateLimited(seconds);
        };
    }

    /**
     * Begins to set up a second factor. The password is asked for again, so that nobody locks another out who left a browser
     * open.
     */
    public FactorSetup beginSecondFactor(UUID accountId, String password) {
        Account account = accounts.find(accountId);
        if (account == null) {
            return new FactorSetup.WrongPassword();
        }
        EmailAddress email = new EmailAddress(account.email());
        long waitSeconds = perAccount.tryTake(email.key());
        if (waitSeconds > 0) {
            return new FactorSetup.Limited(waitSeconds);
        }
        Credential credential = accounts.credential(email);
        return switch (passwords.verify(credential == null ? null : credential.passwordHash(), password)) {
            case BUSY -> new FactorSetup.Limited(1);
            case MISMATCH -> new FactorSetup.WrongPassword();
            case MATCH -> {
                perAccount.giveBack(email.key());
                yield secondFactors.begin(account);
            }
        };
    }

    /** Exchanges a refresh token for a new pair. */
    public SignInOutcome refresh(String refreshToken) {
        String successor = newRefreshToken();
        Instant now = clock.instant();
        Rotation rotation = sessions.rotate(
                TokenDigest.of(refreshToken), TokenDigest.of(successor), now, now.plus(config.sessionLifetime()));
        return switch (rotation) {
            case Rotation.Rotated(UUID sessionId, UUID accountId) -> renewed(accountId, sessionId, successor);
            case Rotation.Unusable() -> new SignInOutcome.SessionOver();
            case Rotation.Reused(UUID sessionId, UUID accountId) -> {
                LOG.warn("session {} of {} ended: a used refresh token was presented again", sessionId, accountId);
                yield new SignInOutcome.TokenReused();
            }
        };
    }

    /** Ends the session of a refresh token; nothing happens if there is none. */
    public void signOut(String refreshToken) {
        sessions.end(TokenDigest.of(refreshToken), clock.instant());
    }

    /**
     * Makes an account of any role without signing it in, for whoever sets up an installation. If the address is taken,
     * nothing is changed. Returns the account that has the address then.
     */
    public Account provide(Registration wanted) {
        Credential present = accounts.credential(wanted.email());
        if (present != null) {
            return present.account();
        }
        DisplayName name = DisplayName.parse(wanted.displayName());
        String hash = passwords.hash(wanted.password());
        if (name == null || hash == null) {
            throw new IllegalArgumentException("cannot provide " + wanted + ": bad display name, or too busy to hash");
        }
        Account account = newAccount(wanted, name);
        // Lost against another node that does the same at this moment: theirs is as good.
        return accounts.insert(account, hash, null) ? account : provide(wanted);
    }

    private SignInOutcome renewed(UUID accountId, UUID sessionId, String refreshToken) {
        Account account = accounts.find(accountId);
        return account == null
                ? new SignInOutcome.SessionOver()
                : new SignInOutcome.SignedIn(account, accessToken(account, sessionId), refreshToken);
    }

    private String accessToken(Account account, UUID sessionId) {
        boolean lacking = secondFactors.isRequired(account.roles()) && !secondFactors.isOn(account.id());
        return accessTokens.issue(account, sessionId, lacking);
    }

    private SignInOutcome open(Account account, Device device) {
        Instant now = clock.instant();
        Session session = new Session(
                ids.generate(),
                account.id(),
                now,
                now.plus(config.sessionLifetime()),
                device.userAgent(),
                device.address());
        String refreshToken = newRefreshToken();
        sessions.open(session, TokenDigest.of(refreshToken));
        return new SignInOutcome.SignedIn(account, accessToken(account, session.id()), refreshToken);
    }

    private String newRefreshToken() {
        byte[] bytes = new byte[REFRESH_TOKEN_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public void close() {
        passwords.close();
    }
}
