package dev.stagedoor.signaling.mail;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import dev.stagedoor.signaling.MailCarrier;
import dev.stagedoor.signaling.MailCarrier.Delivery;
import dev.stagedoor.signaling.WalletService.Page;
import dev.stagedoor.signaling.identity.Account;
import dev.stagedoor.signaling.identity.AccountStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Mail that is to reach people. A message is written down before it is sent, and a note is made afterwards; whoever dies in
 * between sends it twice under one id. Has no thread of its own: {@link #send()} is called by whoever keeps time, on any node.
 */
public final class MailOutbox {
    /** Nobody needs to know for longer whom we wrote what. */
    static final Duration KEPT_FOR = Duration.ofDays(30);

    /** Of those that were written where there is no mail server. */
    static final int MOST_KEPT = 1_000;

    /** A bound for one call, so that whoever calls can stop in between. */
    static final int AT_ONCE = 50;

    /** Longer than an attempt can take by its own limits. */
    static final Duration CLAIM = Duration.ofMinutes(15);

    /** What is true of one message is true of all: the server is left alone for a while. */
    static final Duration PAUSE = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(MailOutbox.class);

    private final MailStore store;
    private final AccountStore accounts;
    private final @Nullable MailCarrier carrier;
    private final InstantSource clock;
    private final TimeBasedEpochGenerator ids = Generators.timeBasedEpochGenerator();
    private final Map<MailOutcome, LongAdder> attempts = new EnumMap<>(MailOutcome.class);
    private volatile Instant notBefore = Instant.MIN;

    /** @param carrier null where there is no mail server */
    public MailOutbox(MailStore store, AccountStore accounts, @Nullable MailCarrier carrier, InstantSource clock) {
        this.store = store;
        this.accounts = accounts;
        this.carrier = carrier;
        this.clock = clock;
        for (MailOutcome outcome : MailOutcome.values()) {
            attempts.put(outcome, new LongAdder());
        }
    }

    /** How a wish to try again ended. */
    public enum Renewal {
        DUE,
        /** It is sent, or there is none. */
        NOT_FOUND,
        NO_SERVER
    }

    /** Whom a message would be for, null if there is nobody any more. */
    public @Nullable Account recipient(UUID accountId) {
        return accounts.find(accountId);
    }

    /** Writes a message down, once for its key. Nothing comes of it if the account is not there any more. */
    public void write(Draft draft) {
        if (!store.add(ids.generate(), draft, carrier != null, clock.instant())) {
            LOG.debug("Mail {} is written already", draft.key());
        }
    }

    /** Whether there is a mail server. */
    public boolean hasServer() {
        return carrier != null;
    }

    /** Attempts of this node since it was started, by how they ended. */
    public Map<MailOutcome, Long> attempts() {
        return attempts.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, outcome -> outcome.getValue().sum()));
    }

    /** Sends what is due, at most {@link #AT_ONCE}. */
    public void send() {
        MailCarrier server = carrier;
        if (server == null) {
            return;
        }
        for (int sent = 0; sent < AT_ONCE && !clock.instant().isBefore(notBefore); sent++) {
            Instant now = clock.instant();
            MailStore.Claim claim = store.claim(now, now.plus(CLAIM));
            if (claim == null) {
                return;
            }
            note(claim, attempt(server, claim));
        }
    }

    private static Delivery attempt(MailCarrier server, MailStore.Claim claim) {
        try {
            return server.deliver(claim.letter());
        } catch (RuntimeException e) {
            LOG.error("Mail {} could not be sent", claim.letter().id(), e);
            return new Delivery.Deferred("a fault of this server; its log has more: " + e);
        }
    }

    private void note(MailStore.Claim claim, Delivery delivery) {
        UUID id = claim.letter().id();
        switch (delivery) {
            case Delivery.Taken() -> {
                count(MailOutcome.TAKEN);
                store.sent(id, clock.instant());
            }
            case Delivery.Rejected(String why) -> {
                count(MailOutcome.REJECTED);
                // Not the server's words: they may have the address in them, in forms that nobody foresees.
                LOG.warn("Mail {} was refused for good; the console says why", id);
                store.fail(claim, why, clock.instant());
            }
            case Delivery.Deferred(String why) -> {
                count(MailOutcome.DEFERRED);
                later(claim, why);
            }
            case Delivery.Unreachable(String why) -> {
                count(MailOutcome.UNREACHABLE);
                notBefore = clock.instant().plus(PAUSE);
                later(claim, why);
            }
        }
    }

    private void count(MailOutcome outcome) {
        Objects.requireNonNull(attempts.get(outcome)).increment();
    }

    private void later(MailStore.Claim claim, String why) {
        UUID id = claim.letter().id();
        Instant now = clock.instant();
        Instant next = Patience.nextAfter(claim.attempt(), now);
        if (next == null) {
            LOG.warn("Mail {} was given up after {} attempts; the console says why", id, claim.attempt());
            store.fail(claim, why, now);
        } else {
            LOG.warn("Mail {} could not be sent (attempt {}); tried again at {}", id, claim.attempt(), next);
            store.tryAgain(claim, why, next);
        }
    }

    /** Lets a message be tried from the beginning. */
    public Renewal renew(UUID id) {
        if (carrier == null) {
            return Renewal.NO_SERVER;
        }
        if (!store.renew(id, clock.instant())) {
            return Renewal.NOT_FOUND;
        }
        notBefore = Instant.MIN;
        return Renewal.DUE;
    }

    /** All messages or those in one state, newest first. */
    public Page<Mail> page(@Nullable MailState state, @Nullable String cursor, int limit) {
        return store.page(state, cursor, limit);
    }

    /** One with its text, null if there is none. */
    public MailStore.@Nullable Content find(UUID id) {
        return store.find(id);
    }

    /** How many there are in each state that has any. */
    public Map<MailState, Integer> counts() {
        return store.counts();
    }

    /** Deletes what nobody needs any more. Blocks. */
    public void deleteOld() {
        try {
            int deleted = store.deleteOld(clock.instant().minus(KEPT_FOR), MOST_KEPT);
            if (deleted > 0) {
                LOG.info("deleted {} old mails", deleted);
            }
        } catch (RuntimeException e) {
            LOG.warn("old mails could not be deleted; the next time will do", e);
        }
    }
}
