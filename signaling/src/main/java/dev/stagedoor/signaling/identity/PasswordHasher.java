package dev.stagedoor.signaling.identity;

import de.mkammerer.argon2.Argon2;
import de.mkammerer.argon2.Argon2Factory;
import de.mkammerer.argon2.Argon2Factory.Argon2Types;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Argon2id (RFC 9106) on a small pool of platform threads. Hashing is native code that holds its thread for tens of
 * milliseconds and its memory as long: on virtual threads it would pin every carrier, and without a bound a burst of
 * sign-ins would take memory × burst. What does not fit into the queue is refused, so that a flood of sign-ins slows down
 * sign-ins and nothing else.
 */
final class PasswordHasher implements AutoCloseable {
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;

    private final Argon2 argon2 = Argon2Factory.create(Argon2Types.ARGON2id, SALT_BYTES, HASH_BYTES);
    private final Parameters parameters;
    private final ThreadPoolExecutor pool;
    private final String nobody;

    /**
     * @param memoryKib memory of one hash
     * @param iterations passes over the memory
     * @param lanes parallelism of one hash
     * @param threads hashes at a time
     * @param waiting hashes that may wait for a thread
     */
    record Parameters(int memoryKib, int iterations, int lanes, int threads, int waiting) {
        /** The second choice of OWASP's password storage sheet: 19 MiB, 2 passes, 1 lane; about 30 ms here. */
        static Parameters defaults() {
            return new Parameters(
                    19 * 1024, 2, 1, Math.max(1, Runtime.getRuntime().availableProcessors() / 2), 128);
        }
    }

    /** What came of a check. */
    enum Verdict {
        MATCH,
        MISMATCH,
        /** Too many hashes wait already. */
        BUSY
    }

    PasswordHasher(Parameters parameters) {
        this.parameters = parameters;
        this.pool = new ThreadPoolExecutor(
                parameters.threads(),
                parameters.threads(),
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(parameters.waiting()),
                Thread.ofPlatform().name("password-", 0).daemon().factory());
        this.nobody = hashHere("the password of nobody");
    }

    /** The hash in the PHC string format, null when too many wait already. */
    @Nullable
    String hash(String password) {
        return onPool(() -> hashHere(password));
    }

    /**
     * Whether the password belongs to the hash. Without a hash (there is no such account) the same work is done against
     * nobody's, so that the time taken does not tell which addresses exist.
     */
    Verdict verify(@Nullable String hash, String password) {
        Boolean matches = onPool(() -> {
            char[] characters = password.toCharArray();
            try {
                return argon2.verify(hash == null ? nobody : hash, characters);
            } finally {
                Arrays.fill(characters, '\0');
            }
        });
        if (matches == null) {
            return Verdict.BUSY;
        }
        return matches && hash != null ? Verdict.MATCH : Verdict.MISMATCH;
    }

    private String hashHere(String password) {
        char[] characters = password.toCharArray();
        try {
            return argon2.hash(parameters.iterations(), parameters.memoryKib(), parameters.lanes(), characters);
        } finally {
            Arrays.fill(characters, '\0');
        }
    }

    private <T> @Nullable T onPool(Callable<T> work) {
        try {
            return pool.submit(work).get();
        } catch (RejectedExecutionException full) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        } catch (ExecutionException e) {
            throw new IllegalStateException("password hashing failed", e.getCause());
        }
    }

    /** Lets running hashes finish; later ones are refused. */
    @Override
    public void close() {
        pool.shutdown();
    }
}
