package dev.stagedoor.signaling.web;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.json.schema.OutputUnit;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.validation.RequestUtils;
import io.vertx.openapi.validation.RequestValidator;
import io.vertx.openapi.validation.SchemaValidationException;
import io.vertx.openapi.validation.ValidatedRequest;
import io.vertx.openapi.validation.ValidatorException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Holds requests against the contract. Blocks; for virtual threads. */
final class Validation {
    private static final String JSON = "application/json";

    private final RequestValidator validator;

    Validation(Vertx vertx, Contract contract) {
        this.validator = RequestValidator.create(vertx, contract.rules());
    }

    /** What came of it. */
    sealed interface Outcome {
        record Valid(ValidatedRequest request) implements Outcome {}

        record Invalid(Reply reply) implements Outcome {}
    }

    Outcome check(HttpServerRequest request, @Nullable Buffer body, Operation operation) {
        if (operation.getRequestBody() != null && hasContent(body) && !isJson(request)) {
            return new Outcome.Invalid(Reply.refused(415, "UNSUPPORTED_MEDIA_TYPE", "Send " + JSON + ".")
                    .with("Accept", JSON));
        }
        Future<ValidatedRequest> validated = RequestUtils.extract(
                        request, operation, () -> Future.succeededFuture(body == null ? Buffer.buffer() : body))
                .compose(extracted -> validator.validate(extracted, operation.getOperationId()));
        try {
            return new Outcome.Valid(
                    validated.toCompletionStage().toCompletableFuture().get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while validating", e);
        } catch (ExecutionException e) {
            return new Outcome.Invalid(invalid(e.getCause()));
        }
    }

    private static boolean hasContent(@Nullable Buffer body) {
        return body != null && body.length() > 0;
    }

    private static boolean isJson(HttpServerRequest request) {
        String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
        return type != null
                && type.toLowerCase(Locale.ROOT).split(";", 2)[0].strip().equals(JSON);
    }

    private static Reply invalid(@Nullable Throwable cause) {
        return switch (cause) {
            case SchemaValidationException schema -> invalid(faults(schema));
            case ValidatorException other -> invalid(List.of(new Reply.Fault("#", sentence(other))));
            case null, default -> throw new IllegalStateException("the validator failed", cause);
        };
    }

    private static Reply invalid(List<Reply.Fault> faults) {
        return Reply.refused(400, "INVALID_REQUEST", "The request does not match the contract.", faults);
    }

    /** The units that name a place come last and are the precise ones; those above them only say that a part failed. */
    private static List<Reply.Fault> faults(SchemaValidationException failure) {
        List<OutputUnit> units = failure.getOutputUnit().getErrors();
        if (units == null || units.isEmpty()) {
            return List.of(new Reply.Fault("#", sentence(failure)));
        }
        OutputUnit precise = units.getLast();
        return List.of(new Reply.Fault(precise.getInstanceLocation(), precise.getError()));
    }

    private static String sentence(ValidatorException failure) {
        String message = failure.getMessage();
        return message == null ? "is not valid" : message;
    }
}
