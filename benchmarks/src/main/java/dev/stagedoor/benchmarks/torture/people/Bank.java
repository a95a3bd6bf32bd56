package dev.stagedoor.benchmarks.torture.people;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stagedoor.benchmarks.api.Account.Order;
import dev.stagedoor.benchmarks.api.ServerUnreachable;
import dev.stagedoor.benchmarks.api.StagedoorApi;
import dev.stagedoor.benchmarks.torture.record.Operation;
import dev.stagedoor.benchmarks.torture.record.Operation.Kind;
import dev.stagedoor.benchmarks.torture.record.Operation.Outcome;
import dev.stagedoor.benchmarks.torture.record.OperationLog;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The payment provider's side of the sandbox: signs webhooks with the installation's secret, sends some of them twice and
 * some in the wrong order, and each of them until it is taken, as providers do.
 */
public final class Bank {
    private static final String PROVIDER = "sandbox";
    private static final String ALGORITHM = "HmacSHA256";
    private static final int TAKEN = 204;
    private static final int SET_ASIDE = 202;
    private static final int MOST_PAUSE_MS = 2_000;
    private static final int REPEATED_AT_ONCE = 200;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final StagedoorApi api;
    private final byte[] secret;
    private final InstantSource clock;
    private final OperationLog log;
    private final List<Event> sent = new CopyOnWriteArrayList<>();
    private final AtomicInteger underWay = new AtomicInteger();

    /** @param clock the bank's own, which is right */
    public Bank(StagedoorApi api, byte[] secret, InstantSource clock, OperationLog log) {
        this.api = api;
        this.secret = secret.clone();
        this.clock = clock;
        this.log = log;
    }

    private record Event(String type, String body) {}

    /** Somebody has paid: tells the server until it listens, and then notes that it was promised. */
    void paid(UUID userId, Order order, long beganNs, Random random) {
        underWay.incrementAndGet();
        var payment = "pay_" + UUID.randomUUID();
        var events = new ArrayList<>(
                List.of(event("payment.pending", order, payment), event("payment.succeeded", order, payment)));
        if (random.nextBoolean()) {
            events.add(events.get(random.nextInt(events.size())));
        }
        if (random.nextBoolean()) {
            Collections.shuffle(events, random);
        }
        Thread.startVirtualThread(() -> {
            events.forEach(this::deliver);
            sent.addAll(events);
            log.add(new Operation(
                    Kind.TOP_UP,
                    UUID.fromString(order.orderId()),
                    userId,
                    order.coins().amountMinor(),
                    Outcome.ACKNOWLEDGED,
                    "",
                    beganNs,
                    System.nanoTime()));
            underWay.decrementAndGet();
        });
    }

    /** Sends what was sent long ago again, once, in any order. Returns how many. */
    public int repeat(Random random) {
        var again = new ArrayList<>(sent);
        Collections.shuffle(again, random);
        var some = again.subList(0, Math.min(again.size(), REPEATED_AT_ONCE));
        some.forEach(event -> {
            try {
                judge(event, post(event));
            } catch (ServerUnreachable _) {
                // Nobody waits for it.
            }
        });
        return some.size();
    }

    /** Payments that the server has not taken notice of yet. */
    public int underWay() {
        return underWay.get();
    }

    private void deliver(Event event) {
        var random = new Random();
        while (true) {
            try {
                if (judge(event, post(event))) {
                    return;
                }
            } catch (ServerUnreachable _) {
                // Again, then.
            }
            Attempts.pause(random.nextInt(MOST_PAUSE_MS));
        }
    }

    /** Whether it was taken. */
    private boolean judge(Event event, int status) {
        if (status == SET_ASIDE) {
            log.complain("a genuine webhook was set aside: " + event.body());
        }
        return status == TAKEN || status == SET_ASIDE;
    }

    private int post(Event event) {
        var time = clock.instant().getEpochSecond();
        return api.deliverWebhook(
                PROVIDER, Map.of("sandbox-signature", "t=" + time + ",v1=" + sign(time, event.body())), event.body());
    }

    private static Event event(String type, Order order, String payment) {
        try {
            return new Event(
                    type,
                    JSON.writeValueAsString(Map.of(
                            "id",
                            "evt_" + UUID.randomUUID(),
                            "type",
                            type,
                            "order",
                            order.orderId(),
                            "payment",
                            payment,
                            "amountMinor",
                            order.price().amountMinor(),
                            "currency",
                            order.price().currency())));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of text that is no JSON", e);
        }
    }

    private String sign(long time, String body) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
            return HexFormat.of().formatHex(mac.doFinal((time + "." + body).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JVM has " + ALGORITHM, e);
        }
    }
}
