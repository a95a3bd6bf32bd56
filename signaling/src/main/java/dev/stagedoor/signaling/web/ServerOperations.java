package dev.stagedoor.signaling.web;

import dev.stagedoor.signaling.identity.AccessTokens;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** Keys, health and the contract itself. */
final class ServerOperations implements Operations {
    private final AccessTokens tokens;
    private final Map<String, BooleanSupplier> checks;
    private final String contract;
    private final String docsPage;

    /** @param checks what the server cannot serve without, by name */
    ServerOperations(AccessTokens tokens, Map<String, BooleanSupplier> checks, Contract contract) {
        this.tokens = tokens;
        this.checks = Map.copyOf(checks);
        this.contract = contract.text();
        this.docsPage = new DocsPage(contract.tree()).html();
    }

    @Override
    public Map<String, Handler> byId() {
        return Map.of(
                "getJwks", request -> jwks(),
                "getLive", request -> Reply.ok(new Health(Status.UP, Map.of())),
                "getReady", request -> ready(),
                "getContract", request -> Reply.text("application/yaml; charset=utf-8", contract),
                "getDocs", request -> Reply.html(docsPage));
    }

    private enum Status {
        UP,
        DOWN
    }

    private record Health(Status status, Map<String, Status> checks) {}

    private Reply jwks() {
        // Shorter than the head start that a new key has before it signs.
        return Reply.text("application/json", tokens.publicKeys()).with("Cache-Control", "public, max-age=300");
    }

    private Reply ready() {
        Map<String, Status> results = checks.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        check -> check.getValue().getAsBoolean() ? Status.UP : Status.DOWN,
                        (first, second) -> second,
                        TreeMap::new));
        boolean up = !results.containsValue(Status.DOWN);
        Reply reply = Reply.ok(new Health(up ? Status.UP : Status.DOWN, results));
        return up ? reply : new Reply(503, Map.of(), reply.content());
    }
}
