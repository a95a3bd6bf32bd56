package dev.stagedoor.signaling.protocol;

import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The published schema, for tests that hold the wire against it. */
public final class Schema {
    private final JsonObject document;

    /** Reads it from the class path. */
    public Schema() {
        try (InputStream file = Schema.class.getResourceAsStream("/protocol.schema.json")) {
            if (file == null) {
                throw new IllegalStateException("protocol.schema.json is not on the class path");
            }
            document = new JsonObject(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether a text is one of the kind: {@code clientMessage}, {@code reply} or {@code event}. */
    public boolean allows(String kind, String text) {
        JsonObject narrowed = document.copy();
        narrowed.remove("oneOf");
        narrowed.put("$ref", "#/$defs/" + kind);
        JsonSchemaOptions options = new JsonSchemaOptions()
                .setBaseUri("https://stagedoor.dev/")
                .setDraft(Draft.DRAFT202012)
                .setOutputFormat(OutputFormat.Flag);
        OutputUnit outcome = Validator.create(JsonSchema.of(narrowed), options).validate(new JsonObject(text));
        return Boolean.TRUE.equals(outcome.getValid());
    }
}
