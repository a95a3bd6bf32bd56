package dev.stagedoor.benchmarks.smoke;

import dev.stagedoor.benchmarks.api.Account;
import dev.stagedoor.benchmarks.api.Account.Increment;
import dev.stagedoor.benchmarks.api.Account.Wallet;
import dev.stagedoor.benchmarks.api.ApiFailure;
import dev.stagedoor.benchmarks.api.Money;
import dev.stagedoor.benchmarks.api.StagedoorApi;
import dev.stagedoor.benchmarks.api.StagedoorApi.Registration;
import dev.stagedoor.benchmarks.client.ClientLoop;
import dev.stagedoor.benchmarks.client.ClientSettings;
import dev.stagedoor.benchmarks.client.Connected;
import dev.stagedoor.benchmarks.client.WebRtcClient;
import dev.stagedoor.benchmarks.client.dtls.DtlsIdentity;
import dev.stagedoor.benchmarks.conversation.Party;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** The story of one paid call, from two new accounts to the receipts. */
final class PaidCall {
    /** Not a multiple of sixty, so that the charge must be rounded; a call of a minute costs 61 coins. */
    private static final Money PER_MINUTE = Money.millicoins(61_000);

    private static final String TEST_CARD = "success";
    private static final Duration PAYMENT_PATIENCE = Duration.ofSeconds(20);
    private static final long POLL_NS = TimeUnit.MILLISECONDS.toNanos(200);

    private final StagedoorApi api;
    private final Terms terms;
    private final Consumer<String> progress;
    private final SecureRandom random = new SecureRandom();
    private final String run = HexFormat.of().toHexDigits(random.nextInt());

    PaidCall(StagedoorApi api, Terms terms, Consumer<String> progress) {
        this.api = api;
        this.terms = terms;
        this.progress = progress;
    }

    /** @param tip in minor units of coins, 0 for none */
    record Terms(int seconds, long tip) {}

    /** Holds the call and returns what both sides saw. */
    CallRecord hold() {
        var performer = account("Performer", "PERFORMER");
        performer.setRates(PER_MINUTE, Increment.SECOND);
        var viewer = account("Viewer", "VIEWER");
        buyCoins(viewer, performer);
        try (var loop = ClientLoop.start("smoke-client");
                var performerSide = party(loop, performer);
                var viewerSide = party(loop, viewer)) {
            performerSide.socket().request("presence.set", Map.of("status", "ONLINE"));
            var before = viewer.wallet();
            return new Conversation(viewerSide, performerSide, before).hold();
        }
    }

    private Account account(String name, String role) {
        // Every run has its own people: nothing is left over from the last one.
        return api.register(new Registration(
                "smoke-%s-%s@example.org".formatted(name.toLowerCase(Locale.ROOT), run),
                HexFormat.of().formatHex(random.generateSeed(12)),
                name + " " + run,
                role,
                "1990-01-01"));
    }

    private void buyCoins(Account viewer, Account performer) {
        var needed = viewer.quoteVideoCall(performer.id()).minimum().amountMinor()
                + ChargeRule.bySecond(TimeUnit.SECONDS.toMillis(terms.seconds()), PER_MINUTE.amountMinor())
                + terms.tip();
        var coins = viewer.packages().stream()
                .filter(each ->
                        each.paidCoins().amountMinor() + each.bonusCoins().amountMinor() >= needed)
                .findFirst()
                .orElseThrow(() -> new ApiFailure("no package on sale has the %s that this call needs"
                        .formatted(Money.millicoins(needed).text())));
        var order = viewer.order(coins.id(), "smoke-" + run);
        progress.accept("Buying %s for %s at the sandbox provider"
                .formatted(order.coins().text(), order.price().text()));
        viewer.paySandbox(order, TEST_CARD);
        awaitPaid(viewer, order.orderId());
    }

    /** The money comes by the provider's webhook, some time after the page has said thank you. */
    private static void awaitPaid(Account viewer, String orderId) {
        var untilNs = System.nanoTime() + PAYMENT_PATIENCE.toNanos();
        var state = viewer.findOrder(orderId).state();
        while (!state.equals("PAID")) {
            if (System.nanoTime() > untilNs) {
                throw new ApiFailure("the sandbox payment's webhook has not arrived after %d s; the order is %s"
                        .formatted(PAYMENT_PATIENCE.toSeconds(), state));
            }
            LockSupport.parkNanos(POLL_NS);
            state = viewer.findOrder(orderId).state();
        }
    }

    private Party party(ClientLoop loop, Account account) {
        try {
            var client = WebRtcClient.open(loop, DtlsIdentity.create(random), ClientSettings.videoCall(), random);
            return new Party(account, account.connect(), client);
        } catch (IOException e) {
            throw new UncheckedIOException("no UDP socket", e);
        }
    }

    /** From the request to the receipts. */
    private final class Conversation {
        private final Party viewer;
        private final Party performer;
        private final Wallet before;

        Conversation(Party viewer, Party performer, Wallet before) {
            this.viewer = viewer;
            this.performer = performer;
            this.before = before;
        }

        CallRecord hold() {
            var callId = ring();
            var performerConnecting = performer.negotiate(callId);
            var viewerConnecting = viewer.negotiate(callId);
            var performerPath = performer.connected(performerConnecting);
            var viewerPath = viewer.connected(viewerConnecting);
            viewer.awaitState(callId, "ACTIVE");
            var activeNs = System.nanoTime();
            progress.accept("Talking for %d s over %s".formatted(terms.seconds(), viewerPath.profile()));
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(terms.seconds()) / 2);
            tip(callId);
            parkUntil(activeNs + TimeUnit.SECONDS.toNanos(terms.seconds()));
            return end(callId, activeNs, viewerPath, performerPath);
        }

        private String ring() {
            var quote = viewer.account().quoteVideoCall(performer.account().id());
            progress.accept("Calling at %s a minute, by the second"
                    .formatted(quote.perMinute().text()));
            var call = viewer.socket().request("call.request", Map.of("quoteId", quote.quoteId()));
            var callId = call.path("call").path("callId").asText();
            performer
                    .socket()
                    .await(
                            "call.incoming",
                            event -> event.path("call").path("callId").asText().equals(callId),
                            PAYMENT_PATIENCE);
            performer.socket().request("call.accept", Map.of("callId", callId));
            viewer.awaitState(callId, "CONNECTING");
            return callId;
        }

        private void tip(String callId) {
            if (terms.tip() > 0) {
                viewer.socket()
                        .request(
                                "tip.send",
                                Map.of(
                                        "tipId",
                                        UUID.randomUUID().toString(),
                                        "performerId",
                                        performer.account().id(),
                                        "callId",
                                        callId,
                                        "amount",
                                        Money.millicoins(terms.tip()),
                                        "message",
                                        "smoke",
                                        "anonymous",
                                        false));
                performer.awaitCallEvent("tip.received", callId);
            }
        }

        private CallRecord end(String callId, long activeNs, Connected viewerPath, Connected performerPath) {
            viewer.socket().request("call.end", Map.of("callId", callId));
            viewer.awaitCallEvent("call.ended", callId);
            performer.awaitCallEvent("call.ended", callId);
            var activeMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - activeNs);
            return new CallRecord(
                    callId,
                    activeMs,
                    side(viewer, callId, viewerPath),
                    side(performer, callId, performerPath),
                    before,
                    viewer.account().wallet());
        }

        private static CallRecord.Side side(Party party, String callId, Connected path) {
            return new CallRecord.Side(
                    path,
                    party.client().stats().join(),
                    party.socket().count("call.meter"),
                    party.account().receipt(callId));
        }
    }

    private static void parkUntil(long untilNs) {
        for (var leftNs = untilNs - System.nanoTime(); leftNs > 0; leftNs = untilNs - System.nanoTime()) {
            LockSupport.parkNanos(leftNs);
        }
    }
}
