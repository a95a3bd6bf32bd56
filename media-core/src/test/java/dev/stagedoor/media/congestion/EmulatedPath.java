package dev.stagedoor.media.congestion;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.PriorityQueue;
import java.util.Random;

/**
 * A network path for tests: a bottleneck with a queue, propagation delay, jitter, loss at random or in bursts, duplication.
 * Time and chance come from outside, so the same seed gives the same run.
 */
public final class EmulatedPath<T> {
    /** Bits a second that the bottleneck lets through; 0 for no bottleneck. */
    public long bitsPerSecond;

    public long delayNs;
    public long jitterNs;

    /** How much waiting the bottleneck's queue holds before it drops. */
    public long maxQueueNs = 300_000_000;

    public double loss;

    /** Once a packet is lost, the next is lost with this chance, too; 0 for independent losses. */
    public double burst;

    public double duplication;
    public boolean keepsOrder = true;

    private final Random random;
    private final PriorityQueue<Arrival<T>> underWay = new PriorityQueue<>();
    private final Deque<T> scratch = new ArrayDeque<>();
    private long freeNs;
    private long lastArrivalNs;
    private long order;
    private boolean inBurst;
    private long lost;
    private long carried;

    public EmulatedPath(Random random) {
        this.random = random;
    }

    /** Sends a packet into the path. */
    public void send(T packet, int bytes, long nowNs) {
        double chance = inBurst && burst > 0 ? burst : loss;
        inBurst = random.nextDouble() < chance;
        if (inBurst) {
            lost++;
            return;
        }
        long leavesNs = nowNs;
        if (bitsPerSecond > 0) {
            long startNs = Math.max(nowNs, freeNs);
            if (startNs - nowNs > maxQueueNs) {
                lost++;
                return;
            }
            freeNs = startNs + bytes * 8L * 1_000_000_000L / bitsPerSecond;
            leavesNs = freeNs;
        }
        carried++;
        arrive(packet, leavesNs);
        if (random.nextDouble() < duplication) {
            arrive(packet, leavesNs + 1_000_000);
        }
    }

    private void arrive(T packet, long leavesNs) {
        long atNs = leavesNs + delayNs + (jitterNs == 0 ? 0 : (long) (random.nextDouble() * jitterNs));
        if (keepsOrder) {
            atNs = Math.max(atNs, lastArrivalNs);
            lastArrivalNs = atNs;
        }
        underWay.add(new Arrival<>(atNs, order++, packet));
    }

    /** What has arrived by now, in order of arrival. */
    public Iterable<T> arrived(long nowNs) {
        scratch.clear();
        while (!underWay.isEmpty() && underWay.peek().atNs <= nowNs) {
            scratch.add(underWay.remove().packet);
        }
        return new ArrayDeque<>(scratch);
    }

    public long lost() {
        return lost;
    }

    public long carried() {
        return carried;
    }

    /** How long a packet sent now would wait. */
    public long queueNs(long nowNs) {
        return Math.max(0, freeNs - nowNs);
    }

    private record Arrival<T>(long atNs, long order, T packet) implements Comparable<Arrival<T>> {
        @Override
        public int compareTo(Arrival<T> other) {
            int byTime = Long.compare(atNs, other.atNs);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }
}
