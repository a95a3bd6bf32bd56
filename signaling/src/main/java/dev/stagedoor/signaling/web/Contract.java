package dev.stagedoor.signaling.web;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.contract.Operation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The REST contract, {@code openapi.yaml}: as text for clients, as a tree for the page that shows it, and as the rules
 * that requests are held against.
 *
 * @param text the file
 * @param tree the file, references unresolved
 * @param rules what the validator works with
 */
record Contract(String text, JsonObject tree, OpenAPIContract rules) {
    private static final String RESOURCE = "/openapi.yaml";

    /** Of this program, for all servers in it. Whoever asks first waits for a second; not for an event loop. */
    static Contract own() {
        return Own.CONTRACT;
    }

    /** Reading and checking thousands of lines takes as long as all else that a server does when it starts. */
    private static final class Own {
        static final Contract CONTRACT = load();
    }

    private static Contract load() {
        String text = read();
        Map<String, Object> yaml = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
        JsonObject tree = new JsonObject(yaml);
        Vertx vertx = Vertx.vertx();
        try {
            OpenAPIContract rules = OpenAPIContract.from(vertx, requestSideOf(tree.copy()))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
            return new Contract(text, tree, rules);
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    /** Every operation there is. */
    List<Operation> operations() {
        return rules.operations();
    }

    /** Who may call an operation: what it says itself, else what the contract says for all. */
    Access.Requirement requirement(Operation operation) {
        JsonArray own = operation.getOpenAPIModel().getJsonArray("security");
        return Access.Requirement.of(own == null ? tree.getJsonArray("security") : own);
    }

    /**
     * The part of the contract that is about requests. The validator knows neither {@code application/problem+json} nor
     * pages nor forms, and responses are not validated at run time: tests hold them against the contract.
     */
    private static JsonObject requestSideOf(JsonObject tree) {
        for (Map.Entry<String, Object> path : tree.getJsonObject("paths")) {
            for (Map.Entry<String, Object> operation : (JsonObject) path.getValue()) {
                JsonObject body = ((JsonObject) operation.getValue())
                        .put("responses", new JsonObject().put("default", new JsonObject().put("description", "any")))
                        .getJsonObject("requestBody");
                if (body != null && !body.getJsonObject("content").containsKey("application/json")) {
                    ((JsonObject) operation.getValue()).remove("requestBody");
                }
            }
        }
        // A relative server address is good OpenAPI, but the validator wants a whole one; it does not need any.
        tree.remove("servers");
        tree.getJsonObject("components").remove("responses");
        return tree;
    }

    private static String read() {
        try (InputStream file = Objects.requireNonNull(Contract.class.getResourceAsStream(RESOURCE), RESOURCE)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("cannot read " + RESOURCE + " from the class path", e);
        }
    }
}
