package dev.stagedoor.benchmarks.torture.people;

import dev.stagedoor.benchmarks.api.Account.CoinPackage;
import dev.stagedoor.benchmarks.api.Account.Order;
import dev.stagedoor.benchmarks.api.Account.Wallet;
import dev.stagedoor.benchmarks.api.Money;
import dev.stagedoor.benchmarks.torture.record.Operation;
import dev.stagedoor.benchmarks.torture.record.Operation.Kind;
import dev.stagedoor.benchmarks.torture.record.Operation.Outcome;
import dev.stagedoor.benchmarks.torture.record.OperationLog;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** Tips whom it likes and buys coins now and then, less than it would like to give: some tips must be refused. */
final class Tipper implements Runnable {
    private static final int TOP_UP_PERCENT = 8;
    private static final int REPEAT_PERCENT = 10;
    private static final int LOOK_PERCENT = 10;
    private static final int MOST_COINS = 20;
    private static final long COIN = 1_000;
    private static final int LEAST_PAUSE_MS = 100;
    private static final int MOST_PAUSE_MS = 500;

    private final Person viewer;
    private final List<Person> performers;
    private final Bank bank;
    private final CoinPackage offer;
    private final OperationLog log;
    private final Gate gate;
    private final Random random;
    private final Attempts attempts;

    Tipper(Person viewer, List<Person> performers, Bank bank, CoinPackage offer, Work work) {
        this.viewer = viewer;
        this.performers = performers;
        this.bank = bank;
        this.offer = offer;
        this.log = work.log();
        this.gate = work.gate();
        this.random = work.random();
        this.attempts = new Attempts(viewer, random);
    }

    @Override
    public void run() {
        while (gate.enter()) {
            try {
                var what = random.nextInt(100);
                if (what < TOP_UP_PERCENT) {
                    topUp();
                } else if (what < TOP_UP_PERCENT + LOOK_PERCENT) {
                    look();
                } else {
                    tip();
                }
            } finally {
                gate.leave();
            }
            Attempts.pause(random.nextInt(LEAST_PAUSE_MS, MOST_PAUSE_MS));
        }
    }

    private void tip() {
        var id = UUID.randomUUID();
        var amount = Money.millicoins((1 + random.nextInt(MOST_COINS)) * COIN);
        var performer = performers.get(random.nextInt(performers.size()));
        var message = Map.of(
                "tipId", id.toString(),
                "performerId", performer.id().toString(),
                "amount", amount,
                "message", "",
                "anonymous", random.nextBoolean());
        var beganNs = System.nanoTime();
        var ending = attempts.ask(() -> viewer.socket().request("tip.send", message));
        var operation = operation(id, amount.amountMinor(), beganNs, ending);
        log.add(operation);
        if (operation.outcome() == Outcome.ACKNOWLEDGED
                && random.nextInt(100) < REPEAT_PERCENT
                && attempts.ask(() -> viewer.socket().request("tip.send", message))
                        instanceof Attempts.Ending.Refused<?>(String code, boolean _)) {
            log.complain("tip " + id + " was acknowledged, and then refused as " + code);
        }
    }

    private Operation operation(UUID id, long amountMinor, long beganNs, Attempts.Ending<?> ending) {
        return switch (ending) {
            case Attempts.Ending.Answered<?> _ -> operation(id, amountMinor, Outcome.ACKNOWLEDGED, "", beganNs);
            case Attempts.Ending.Refused<?>(String code, boolean first) ->
                operation(id, amountMinor, first ? Outcome.REFUSED : Outcome.UNKNOWN, code, beganNs);
            case Attempts.Ending.NoAnswer<?> _ -> operation(id, amountMinor, Outcome.UNKNOWN, "", beganNs);
        };
    }

    private Operation operation(UUID id, long amountMinor, Outcome outcome, String code, long beganNs) {
        return new Operation(Kind.TIP, id, viewer.id(), amountMinor, outcome, code, beganNs, System.nanoTime());
    }

    private void topUp() {
        var key = UUID.randomUUID().toString();
        var beganNs = System.nanoTime();
        if (attempts.ask(() -> viewer.account().order(offer.id(), key))
                instanceof Attempts.Ending.Answered<Order>(var order)) {
            bank.paid(viewer.id(), order, beganNs, random);
        }
    }

    private void look() {
        if (attempts.ask(() -> viewer.account().wallet()) instanceof Attempts.Ending.Answered<Wallet>(var wallet)
                && (wallet.available().amountMinor() < 0 || wallet.held().amountMinor() < 0)) {
            log.complain("the wallet of " + viewer.id() + " showed less than nothing: " + wallet);
        }
    }
}
