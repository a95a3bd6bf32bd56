package dev.stagedoor.billing.payouts;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A provider in our hands: it pays a key once, counts what it was told, and dies at the moment we choose. */
final class Till implements PayoutProvider {
    static final String NAME = "till";

    /** When the process that talks to it is killed. */
    enum Kill {
        NEVER,
        BEFORE_SEND,
        AFTER_SEND,
        BEFORE_FETCH,
        AFTER_FETCH
    }

    /** What a killed process leaves: nothing that runs after it. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    final Map<String, Long> paid = new ConcurrentHashMap<>();
    final List<String> created = new CopyOnWriteArrayList<>();
    final Set<String> refused = ConcurrentHashMap.newKeySet();
    volatile Kill kill = Kill.NEVER;
    volatile @Nullable Answer next;
    /** Done when the till has made up its mind, before it says so. */
    volatile Runnable beforeAnswer = () -> {};

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Answer create(Instruction instruction) {
        die(Kill.BEFORE_SEND);
        created.add(instruction.key());
        Answer planned = next;
        if (planned instanceof Answer.Failed) {
            refused.add(instruction.key());
        } else if (!refused.contains(instruction.key())) {
            paid.putIfAbsent(instruction.key(), instruction.amount().amountMinor());
        }
        die(Kill.AFTER_SEND);
        beforeAnswer.run();
        return planned == null ? fetch(instruction.key()) : planned;
    }

    @Override
    public Answer fetch(String key) {
        die(Kill.BEFORE_FETCH);
        Answer answer = refused.contains(key)
                ? new Answer.Failed("ref", "refused", true)
                : paid.containsKey(key) ? new Answer.Processed("ref") : new Answer.NotFound();
        die(Kill.AFTER_FETCH);
        return answer;
    }

    private void die(Kill where) {
        if (kill == where) {
            kill = Kill.NEVER;
            throw new Killed();
        }
    }
}
