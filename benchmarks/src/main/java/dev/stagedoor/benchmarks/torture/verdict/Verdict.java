package dev.stagedoor.benchmarks.torture.verdict;

import dev.stagedoor.benchmarks.torture.record.Operation;
import dev.stagedoor.benchmarks.torture.record.Operation.Kind;
import dev.stagedoor.benchmarks.torture.record.Operation.Outcome;
import dev.stagedoor.benchmarks.torture.verdict.LedgerRows.Moved;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Compares what people were told with what is booked. Finds nothing if the server kept every word. */
public final class Verdict {
    private final LedgerRows ledger;
    private final List<String> findings = new ArrayList<>();

    private Verdict(LedgerRows ledger) {
        this.ledger = ledger;
    }

    /** Everything that is wrong, in words. */
    public static List<String> of(List<Operation> operations, LedgerRows ledger) {
        var verdict = new Verdict(ledger);
        operations.forEach(verdict::look);
        verdict.lookForStrangers(operations, Kind.TIP, ledger.tips());
        verdict.lookForStrangers(operations, Kind.TOP_UP, ledger.topUps());
        ledger.calls().forEach((id, session) -> {
            if (session.isOpen()) {
                verdict.find("call " + id + " is still " + session.state());
            }
        });
        if (ledger.belowFloor() > 0) {
            verdict.find(ledger.belowFloor() + " accounts hold less than they may");
        }
        return List.copyOf(verdict.findings);
    }

    private void look(Operation operation) {
        switch (operation.kind()) {
            case TIP -> look(operation, ledger.tips().get(operation.id()));
            case TOP_UP -> look(operation, ledger.topUps().get(operation.id()));
            case CALL -> lookAtCall(operation);
        }
    }

    private void look(Operation operation, @Nullable Moved booked) {
        if (booked == null) {
            if (operation.outcome() == Outcome.ACKNOWLEDGED) {
                find(name(operation) + " was acknowledged and is lost");
            }
            return;
        }
        if (operation.outcome() == Outcome.REFUSED) {
            find(name(operation) + " was refused as " + operation.code() + " and is booked");
        }
        if (booked.transfers() != 1) {
            find(name(operation) + " is booked " + booked.transfers() + " times");
        } else if (booked.amountMinor() != operation.amountMinor()
                || !booked.userId().equals(operation.userId())) {
            find(name(operation) + " of " + operation.amountMinor() + " from " + operation.userId() + " is booked as "
                    + booked.amountMinor() + " from " + booked.userId());
        }
    }

    private void lookAtCall(Operation call) {
        var session = ledger.calls().get(call.id());
        switch (call.outcome()) {
            case ACKNOWLEDGED -> {
                if (session == null || session.receipts() != 1) {
                    find(name(call) + " was settled for its viewer and has no receipt in the ledger");
                } else if (session.chargedMinor() != call.amountMinor()) {
                    find(name(call) + " cost " + session.chargedMinor() + ", its viewer was told "
                            + call.amountMinor());
                }
            }
            case REFUSED -> {
                if (ledger.callsByQuote().containsKey(call.id())) {
                    find("a call under quote " + call.id() + " was refused as " + call.code() + " and has a session");
                }
            }
            case UNKNOWN -> {
                // Absent, or one of the sessions that are looked at anyway.
            }
        }
    }

    private void lookForStrangers(List<Operation> operations, Kind kind, Map<UUID, Moved> booked) {
        Set<UUID> strangers = new HashSet<>(booked.keySet());
        operations.stream()
                .filter(operation -> operation.kind() == kind)
                .forEach(operation -> strangers.remove(operation.id()));
        strangers.forEach(id -> find(kind + " " + id + " is booked, and nobody asked for it"));
    }

    private static String name(Operation operation) {
        return operation.kind() + " " + operation.id();
    }

    private void find(String finding) {
        findings.add(finding);
    }
}
