package dev.stagedoor.benchmarks.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;

/** What a signed-in user may ask. */
public final class Account {
    private static final String API = "/api/v1";

    private final Http http;
    private final String id;
    private final String displayName;
    private final String token;

    Account(Http http, String id, String displayName, String token) {
        this.http = http;
        this.id = id;
        this.displayName = displayName;
        this.token = token;
    }

    public String id() {
        return id;
    }

    public String displayName() {
        return displayName;
    }

    /** Opens the WebSocket and says hello. */
    public LiveSocket connect() {
        return LiveSocket.open(http, token);
    }

    /** Sets what a performer takes for a minute of video; audio costs half, so that both may be taken by a beginner. */
    public void setRates(Money perMinute, Increment increment) {
        Money audio = Money.millicoins(perMinute.amountMinor() / 2);
        put(
                "/me/performer",
                Map.of("bio", "", "audioRate", audio, "videoRate", perMinute, "increment", increment.name()));
    }

    /** How time is cut into chargeable pieces. */
    public enum Increment {
        MINUTE,
        SECOND
    }

    /** Coin packages on sale, cheapest first. */
    public List<CoinPackage> packages() {
        return List.of(Json.convert(get("/wallet/packages").path("items"), CoinPackage[].class));
    }

    public record CoinPackage(String id, Money price, Money paidCoins, Money bonusCoins) {}

    /** Orders a package; the same key gives the same order. */
    public Order order(String packageId, String idempotencyKey) {
        var request = http.request(API + "/wallet/orders", token)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", idempotencyKey)
                .POST(Http.json(Map.of("packageId", packageId)))
                .build();
        return Json.convert(http.sendForJson(request), Order.class);
    }

    public Order findOrder(String orderId) {
        return Json.convert(get("/wallet/orders/" + orderId), Order.class);
    }

    /** @param state {@code PAID} when the coins are there */
    public record Order(String orderId, Money price, Money coins, String state, String redirectUrl) {}

    /** Opens the sandbox provider's page of an order and pays with a test card, as a browser's form does. */
    public void paySandbox(Order order, String card) {
        http.sendForText(http.request(order.redirectUrl(), null).GET().build());
        http.sendForText(http.request(order.redirectUrl(), null)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("card=" + card))
                .build());
    }

    public Wallet wallet() {
        return Json.convert(get("/wallet"), Wallet.class);
    }

    /** @param held reserved for a running call */
    public record Wallet(Money available, Money held) {}

    /** The price of a video call now; to be used within a minute. */
    public Quote quoteVideoCall(String performerId) {
        var request = http.request(API + "/calls/quotes", token)
                .header("Content-Type", "application/json")
                .POST(Http.json(Map.of("performerId", performerId, "kind", "VIDEO")))
                .build();
        return Json.convert(http.sendForJson(request), Quote.class);
    }

    /** @param minimum what the call reserves when it is requested */
    public record Quote(String quoteId, Money perMinute, Money minimum, Money spendable) {}

    /** The receipt of a call as this user may see it. */
    public Receipt receipt(String callId) {
        var receipt = get("/calls/" + callId).path("receipt");
        if (receipt.isMissingNode()) {
            throw new ApiFailure("call " + callId + " has no receipt");
        }
        return Json.convert(receipt, Receipt.class);
    }

    /** Sums per account kind; for an admin. */
    public TrialBalance trialBalance() {
        return Json.convert(get("/admin/ledger/trial-balance"), TrialBalance.class);
    }

    /** @param zero whether the sum of every asset is zero */
    public record TrialBalance(List<Line> lines, List<Money> totals, boolean zero) {
        /** @param balance credit positive */
        public record Line(String code, String kind, Money balance, long accounts) {}
    }

    private JsonNode get(String path) {
        return http.sendForJson(http.request(API + path, token).GET().build());
    }

    private void put(String path, Object body) {
        http.sendForText(http.request(API + path, token)
                .header("Content-Type", "application/json")
                .PUT(Http.json(body))
                .build());
    }
}
