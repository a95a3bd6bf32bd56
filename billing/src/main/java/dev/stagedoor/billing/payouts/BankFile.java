package dev.stagedoor.billing.payouts;

import dev.stagedoor.billing.ledger.CsvCell;
import dev.stagedoor.billing.ledger.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Payouts without a provider: they gather in a list, a person takes the list to the bank as a file, and says afterwards what
 * the bank did with each. Where each goes is fixed when it is sent, to the account that was verified then.
 */
public final class BankFile implements PayoutProvider {
    /** Its name in accounts and payouts. */
    public static final String NAME = "bank-file";

    private static final String HEADER = "payout,holder,account_number,bank_code,amount,currency";

    private final Lines lines;
    private final InstantSource clock;
    private final Supplier<UUID> ids;

    public BankFile(Lines lines, InstantSource clock, Supplier<UUID> ids) {
        this.lines = lines;
        this.clock = clock;
        this.ids = ids;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Answer create(Instruction instruction) {
        lines.queue(instruction.key(), instruction.destination());
        return fetch(instruction.key());
    }

    @Override
    public Answer fetch(String key) {
        Line line = lines.find(key);
        if (line == null) {
            return new Answer.NotFound();
        }
        String ref = line.batchId() == null ? "" : line.batchId().toString();
        return switch (line.state()) {
            case QUEUED, EXPORTED -> new Answer.Processing(ref);
            case PAID -> new Answer.Processed(ref);
            case RETURNED -> new Answer.Failed(ref, line.reason(), false);
        };
    }

    /** How many payouts wait for the next file. */
    public int queued() {
        return lines.queued();
    }

    /** Takes everything that waits into a new file; null if nothing waits. Each payout is in one file only. */
    public @Nullable Batch export() {
        UUID batchId = ids.get();
        return lines.export(batchId, clock.instant()) == 0 ? null : batch(batchId);
    }

    /** A file once more, as it was. Null if there is no such file. */
    public @Nullable Batch batch(UUID batchId) {
        List<Transfer> transfers = lines.batch(batchId);
        if (transfers.isEmpty()) {
            return null;
        }
        StringBuilder csv = new StringBuilder(HEADER).append("\r\n");
        for (Transfer transfer : transfers) {
            csv.append(String.join(
                            ",",
                            transfer.payoutId().toString(),
                            CsvCell.typed(transfer.destination().holder()),
                            CsvCell.typed(transfer.destination().accountNumber()),
                            CsvCell.typed(transfer.destination().bankCode()),
                            amount(transfer.amount()),
                            transfer.amount().asset().name()))
                    .append("\r\n");
        }
        return new Batch(batchId, transfers.size(), csv.toString());
    }

    /** The bank has paid it; false if it is in no file, or settled already. */
    public boolean paid(UUID payoutId) {
        return lines.settle(payoutId, State.PAID, "", clock.instant());
    }

    /** The bank has sent it back; false as above. */
    public boolean returned(UUID payoutId, String reason) {
        return lines.settle(payoutId, State.RETURNED, reason, clock.instant());
    }

    private static String amount(Money money) {
        return BigDecimal.valueOf(money.amountMinor(), money.asset().scale()).toPlainString();
    }

    /** A file for the bank. */
    public record Batch(UUID batchId, int payouts, String csv) {}

    /** Where a line stands. */
    public enum State {
        QUEUED,
        EXPORTED,
        PAID,
        RETURNED
    }

    /** @param batchId the file it is in, null while it waits for one */
    public record Line(State state, @Nullable UUID batchId, String reason) {}

    /** A line as the bank reads it. */
    public record Transfer(UUID payoutId, Destination destination, Money amount) {}

    /** Where the list is kept. */
    public interface Lines {
        /** Puts a payout on the list, once, with where it goes; its key is its id. */
        void queue(String key, Destination destination);

        /** The line with that key, null if there is none. */
        @Nullable
        Line find(String key);

        /** How many wait. */
        int queued();

        /**
         * Puts everything that waits into a file; how many those are. What waits without an account, from an older server,
         * goes to its payee's verified one, and waits on if that is not verified.
         */
        int export(UUID batchId, Instant now);

        /** What is in a file, in order of payout. */
        List<Transfer> batch(UUID batchId);

        /** Says what became of an exported line, and makes its payout due; false if it was not exported or is settled. */
        boolean settle(UUID payoutId, State state, String reason, Instant now);
    }
}
