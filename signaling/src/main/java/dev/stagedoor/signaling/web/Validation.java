package dev.stagedoor.signaling.web;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import io.vertx.json.schema.OutputUnit;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.validation.RequestValidator;
import io.vertx.openapi.validation.SchemaValidationException;
import io.vertx.openapi.validation.ValidatedRequest;
import io.vertx.openapi.validation.ValidatorException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Holds requests against the contract. Blocks; for virtual threads. */
final class Validation {
    private static final String JSON = "application/json";
    private static final Pattern PARAMETER = Pattern.compile("(path|query|header|cookie) parameter ([A-Za-z-]+)");

    private final RequestValidator validator;

    Validation(Vertx vertx, Contract contract) {
        this.validator = RequestValidator.create(vertx, contract.rules());
    }

    /** What came of it. */
    sealed interface Outcome {
        record Valid(ValidatedRequest request) implements Outcome {}

        record Invalid(Reply reply) implements Outcome {}
    }

    Outcome check(RoutingContext context, @Nullable Buffer body, Operation operation) {
        if (operation.getRequestBody() != null && hasContent(body) && !isJson(context.request())) {
            return new Outcome.Invalid(Reply.refused(415, "UNSUPPORTED_MEDIA_TYPE", "Send " + JSON + ".")
                    .with("Accept", JSON));
        }
        try {
            ValidatedRequest request = validator
                    .validate(RawRequest.of(context, body, operation), operation.getOperationId())
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get();
            String unstorable = isKeptAsBytes(operation) ? null : Texts.unstorable(request.getBody());
            return unstorable == null
                    ? new Outcome.Valid(request)
                    : new Outcome.Invalid(
                            invalid(List.of(new Reply.Fault(unstorable, "holds a character that cannot be stored"))));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while validating", e);
        } catch (ExecutionException e) {
            return new Outcome.Invalid(invalid(e.getCause()));
        } catch (HttpException e) {
            return new Outcome.Invalid(invalid(List.of(new Reply.Fault("query", "is not well-formed"))));
        }
    }

    /** What a provider signed is no matter of ours to refuse for how it is written. */
    private static boolean isKeptAsBytes(Operation operation) {
        return operation.getOperationId().equals("receiveWebhook");
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
            case SchemaValidationException schema -> invalid(List.of(fault(schema)));
            case ValidatorException other -> invalid(List.of(fault(other)));
            case null, default -> throw new IllegalStateException("the validator failed", cause);
        };
    }

    private static Reply invalid(List<Reply.Fault> faults) {
        return Reply.refused(400, "INVALID_REQUEST", "The request does not match the contract.", faults);
    }

    private static Reply.Fault fault(SchemaValidationException failure) {
        List<OutputUnit> units = failure.getOutputUnit().getErrors();
        if (units == null || units.isEmpty()) {
            return fault((ValidatorException) failure);
        }
        // The units that name a place come last and are the precise ones; those above only say that a part failed.
        OutputUnit precise = units.getLast();
        String parameter = parameterIn(failure);
        return new Reply.Fault(parameter == null ? precise.getInstanceLocation() : parameter, precise.getError());
    }

    private static Reply.Fault fault(ValidatorException failure) {
        String parameter = parameterIn(failure);
        return new Reply.Fault(
                parameter == null ? "#" : parameter, Objects.requireNonNullElse(failure.getMessage(), "is not valid"));
    }

    /** Where a parameter is and what it is called, which the validator tells in its message only. */
    private static @Nullable String parameterIn(ValidatorException failure) {
        Matcher named = PARAMETER.matcher(Objects.requireNonNullElse(failure.getMessage(), ""));
        return named.find() ? named.group(1) + "/" + named.group(2) : null;
    }
}
