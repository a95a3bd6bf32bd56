package dev.stagedoor.signaling.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import io.vertx.openapi.contract.Operation;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** Holds responses against what the contract promises of them. Made once: to read the contract takes longer than most tests. */
final class ResponseContract {
    private static final ResponseContract SHARED = new ResponseContract(apart(Contract.own()));

    private final Contract contract;
    private final Map<String, Validator> validators = new ConcurrentHashMap<>();

    private ResponseContract(Contract contract) {
        this.contract = contract;
    }

    static ResponseContract shared() {
        return SHARED;
    }

    /** The validator writes into the schemas it is given. */
    private static Contract apart(Contract own) {
        return new Contract(own.text(), own.tree().copy(), own.rules());
    }

    Contract contract() {
        return contract;
    }

    void check(String method, HttpResponse<String> response) {
        Operation operation = contract.rules().findOperation(response.uri().getPath(), HttpMethod.valueOf(method));
        if (operation == null) {
            return;
        }
        JsonObject promised = promised(operation, response.statusCode());
        String type = response.headers().firstValue("Content-Type").orElse("");
        JsonObject content = promised.getJsonObject("content");
        if (content == null) {
            assertThat(response.body()).as(operation.getOperationId()).isEmpty();
            return;
        }
        JsonObject media = content.getJsonObject(type.split(";", 2)[0]);
        assertThat(media)
                .as("%s answers %s with %s", operation.getOperationId(), response.statusCode(), type)
                .isNotNull();
        if (type.endsWith("json")) {
            String place = operation.getOperationId() + " answers " + response.statusCode();
            check(place, media.getJsonObject("schema"), new JsonObject(response.body()));
        }
    }

    private JsonObject promised(Operation operation, int status) {
        JsonObject responses = contract.tree()
                .getJsonObject("paths")
                .getJsonObject(operation.getOpenAPIPath())
                .getJsonObject(operation.getHttpMethod().name().toLowerCase(Locale.ROOT))
                .getJsonObject("responses");
        // "default" stands for what goes wrong on our side; anything else has to be said.
        String key = status >= 500 && !responses.containsKey(String.valueOf(status)) ? "default" : "" + status;
        JsonObject promised = responses.getJsonObject(key);
        assertThat(promised)
                .as("%s promises an answer %s", operation.getOperationId(), status)
                .isNotNull();
        String reference = promised.getString("$ref");
        return reference == null
                ? promised
                : contract.tree()
                        .getJsonObject("components")
                        .getJsonObject("responses")
                        .getJsonObject(reference.substring(reference.lastIndexOf('/') + 1));
    }

    private void check(String place, JsonObject schema, JsonObject body) {
        OutputUnit result =
                validators.computeIfAbsent(place, _ -> validator(schema)).validate(body);
        assertThat(Objects.requireNonNullElse(result.getValid(), false))
                .as("%s with %s: %s", place, body, result.getErrors())
                .isTrue();
    }

    private Validator validator(JsonObject schema) {
        // References point from the root of the document, so the components come along.
        JsonObject components = contract.tree().getJsonObject("components");
        JsonObject root =
                schema.containsKey("$ref") ? new JsonObject().put("allOf", new JsonArray().add(schema)) : schema.copy();
        return Validator.create(
                JsonSchema.of(root.put("components", components)),
                new JsonSchemaOptions()
                        .setBaseUri("app://test")
                        .setDraft(Draft.DRAFT202012)
                        .setOutputFormat(OutputFormat.Basic));
    }
}
