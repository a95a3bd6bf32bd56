package dev.stagedoor.billing.payouts;

import dev.stagedoor.billing.ledger.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * A provider that pays nobody, with the manners of a real one. It keeps its orders in the database, as a real one would on
 * its side, and an order's fate follows from its account number and age alone: so it is the same after a restart and on every
 * node.
 */
public final class SandboxPayouts implements PayoutProvider {
    /** Its name in accounts and payouts. */
    public static final String NAME = "sandbox";

    private final Books books;
    private final InstantSource clock;

    public SandboxPayouts(Books books, InstantSource clock) {
        this.books = books;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Answer create(Instruction instruction) {
        // Of a number only which of its own it stands for: a real one that somebody typed is not kept.
        String account =
                SandboxAccount.of(instruction.destination().accountNumber()).number();
        Order order = books.add(new Order(
                instruction.key(), "sbx_" + instruction.key(), instruction.amount(), account, clock.instant()));
        if (!order.amount().equals(instruction.amount()) || !order.account().equals(account)) {
            return new Answer.NoAnswer("the key was used before for another order");
        }
        return SandboxAccount.of(account) == SandboxAccount.SILENT
                ? new Answer.NoAnswer("the connection was closed before the answer")
                : fate(order);
    }

    @Override
    public Answer fetch(String key) {
        Order order = books.find(key);
        return order == null ? new Answer.NotFound() : fate(order);
    }

    private Answer fate(Order order) {
        Duration age = Duration.between(order.createdAt(), clock.instant());
        return switch (SandboxAccount.of(order.account())) {
            case FAILS -> new Answer.Failed(order.ref(), "The bank says that the account is closed.", false);
            case FAILS_LATE ->
                age.compareTo(SandboxAccount.FAILS_AFTER) < 0
                        ? new Answer.Processing(order.ref())
                        : new Answer.Failed(order.ref(), "The bank could not be reached in time.", true);
            case PAYS, SILENT ->
                age.compareTo(SandboxAccount.PAYS_AFTER) < 0
                        ? new Answer.Processing(order.ref())
                        : new Answer.Processed(order.ref());
        };
    }

    /** What the provider has been told to pay. */
    public record Order(String key, String ref, Money amount, String account, Instant createdAt) {}

    /** Where it keeps that. */
    public interface Books {
        /** Keeps an order; if there is one with its key, that one is returned and nothing is kept. */
        Order add(Order order);

        /** The order with that key, null if there is none. */
        @Nullable
        Order find(String key);
    }
}
