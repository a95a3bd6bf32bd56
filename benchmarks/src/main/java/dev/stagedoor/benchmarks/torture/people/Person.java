package dev.stagedoor.benchmarks.torture.people;

import dev.stagedoor.benchmarks.api.Account;
import dev.stagedoor.benchmarks.api.LiveSocket;
import dev.stagedoor.benchmarks.api.StagedoorApi;
import dev.stagedoor.benchmarks.api.StagedoorApi.Registration;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** An account that comes back: signs in again when its token has run out, connects again when its socket is gone. */
public final class Person {
    private final StagedoorApi api;
    private final Registration registration;
    private final ReentrantLock lock = new ReentrantLock();
    private Account account;
    private @Nullable LiveSocket socket;

    private Person(StagedoorApi api, Registration registration, Account account) {
        this.api = api;
        this.registration = registration;
        this.account = account;
    }

    /** A new person of this name and role. */
    public static Person register(StagedoorApi api, String name, String role) {
        var registration =
                new Registration(name + "@example.org", "torture-" + UUID.randomUUID(), name, role, "1990-01-01");
        return new Person(api, registration, api.register(registration));
    }

    public UUID id() {
        return UUID.fromString(account().id());
    }

    public Account account() {
        lock.lock();
        try {
            return account;
        } finally {
            lock.unlock();
        }
    }

    /** An open WebSocket; may fail as every request may. */
    LiveSocket socket() {
        lock.lock();
        try {
            var open = socket;
            if (open == null || !open.isOpen()) {
                open = account.connect();
                socket = open;
            }
            return open;
        } finally {
            lock.unlock();
        }
    }

    /** After an answer that the token is no longer good. */
    void signInAgain() {
        lock.lock();
        try {
            account = api.signIn(registration.email(), registration.password());
            drop();
        } finally {
            lock.unlock();
        }
    }

    /** The WebSocket vanishes. */
    public void drop() {
        // Not under the lock: who holds it may be waiting for an answer that this ends.
        var open = socket;
        if (open != null) {
            open.abort();
        }
    }
}
