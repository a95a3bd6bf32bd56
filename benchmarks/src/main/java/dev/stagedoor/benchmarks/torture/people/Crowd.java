package dev.stagedoor.benchmarks.torture.people;

import dev.stagedoor.benchmarks.api.Account.CoinPackage;
import dev.stagedoor.benchmarks.api.Account.Increment;
import dev.stagedoor.benchmarks.api.ApiFailure;
import dev.stagedoor.benchmarks.api.Money;
import dev.stagedoor.benchmarks.api.ServerUnreachable;
import dev.stagedoor.benchmarks.api.StagedoorApi;
import dev.stagedoor.benchmarks.client.ClientLoop;
import dev.stagedoor.benchmarks.torture.record.OperationLog;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Everybody who keeps the server busy, from the day they sign up. */
public final class Crowd implements AutoCloseable {
    /** Of those who tip, so many share an account, as one person with several devices does. */
    private static final int DEVICES_OF_THE_BUSIEST = 4;

    private static final Money CALL_RATE = Money.millicoins(61_000);

    private final StagedoorApi api;
    private final OperationLog log;
    private final Bank bank;
    private final Random random;
    private final Gate gate = new Gate();
    private final ClientLoop loop = ClientLoop.start("torture-media");
    private final List<Person> people = new ArrayList<>();
    private final List<Runnable> jobs = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    /**
     * @param tippers who tip and buy
     * @param pairs who call each other
     */
    public record Size(int tippers, int performers, int pairs) {}

    public Crowd(StagedoorApi api, OperationLog log, Bank bank, long seed) {
        this.api = api;
        this.log = log;
        this.bank = bank;
        this.random = new Random(seed);
    }

    /** Makes their accounts and gives them coins; the server must be well. */
    public void signUp(Size size) {
        var performers = new ArrayList<Person>();
        for (var i = 0; i < size.performers(); i++) {
            performers.add(performer("performer-" + i));
        }
        var offers = performers.getFirst().account().packages();
        Person busiest = null;
        for (var i = 0; i < size.tippers(); i++) {
            var viewer = busiest != null && i < DEVICES_OF_THE_BUSIEST ? busiest : person("viewer-" + i, "VIEWER");
            busiest = busiest == null ? viewer : busiest;
            buy(viewer, offers.get(1));
            jobs.add(new Tipper(viewer, performers, bank, offers.get(1), work()));
        }
        for (var i = 0; i < size.pairs(); i++) {
            pair(i, offers);
        }
    }

    private void pair(int number, List<CoinPackage> offers) {
        var performer = performer("partner-" + number);
        var viewer = person("caller-" + number, "VIEWER");
        for (var purchases = 0; purchases < 4; purchases++) {
            buy(viewer, offers.getLast());
        }
        jobs.add(new CallPair(viewer, performer, loop, work()));
    }

    /** Without rates nobody is known as a performer. */
    private Person performer(String name) {
        var performer = person(name, "PERFORMER");
        performer.account().setRates(CALL_RATE, Increment.SECOND);
        return performer;
    }

    private Person person(String name, String role) {
        var person = Person.register(api, name, role);
        people.add(person);
        return person;
    }

    private void buy(Person viewer, CoinPackage offer) {
        var beganNs = System.nanoTime();
        bank.paid(viewer.id(), viewer.account().order(offer.id(), "first-" + beganNs), beganNs, random);
    }

    private Work work() {
        return new Work(log, gate, new Random(random.nextLong()));
    }

    /** Everybody begins. */
    public void start() {
        jobs.forEach(job -> threads.add(Thread.startVirtualThread(job)));
    }

    /** How many do something. */
    public int size() {
        return jobs.size();
    }

    /** Returns when everybody has ended what was under way and is connected, and nobody does anything. */
    public void beQuiet() {
        gate.shut();
        people.forEach(person -> {
            try {
                person.socket();
            } catch (ServerUnreachable | ApiFailure e) {
                log.complain("somebody cannot connect although all is quiet: " + e.getMessage());
            }
        });
    }

    /** On with it. */
    public void goOn() {
        gate.open();
    }

    /** Some of them, as the number decides, lose their WebSockets. Returns how many. */
    public int drop(int choice) {
        var order = new ArrayList<>(people);
        Collections.shuffle(order, new Random(choice));
        var some = order.subList(0, 1 + choice % people.size());
        some.forEach(Person::drop);
        return some.size();
    }

    @Override
    public void close() {
        gate.close();
        people.forEach(Person::drop);
        loop.close();
    }
}
