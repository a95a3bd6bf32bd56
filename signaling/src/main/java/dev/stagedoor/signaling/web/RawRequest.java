package dev.stagedoor.signaling.web;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.contract.Parameter;
import io.vertx.openapi.validation.RequestParameter;
import io.vertx.openapi.validation.ValidatableRequest;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a request that its operation speaks of, for the validator. Vert.x has an extraction of its own, but it
 * decodes queries and headers a second time, so that a plus sign becomes a space and a percent sign an error.
 */
record RawRequest(
        Map<String, RequestParameter> getHeaders,
        Map<String, RequestParameter> getPathParameters,
        Map<String, RequestParameter> getQuery,
        RequestParameter getBody,
        @Nullable String getContentType)
        implements ValidatableRequest {

    /** Throws {@code HttpException} when the query string is not well-formed. */
    static RawRequest of(RoutingContext context, @Nullable Buffer body, Operation operation) {
        Map<String, RequestParameter> headers = new HashMap<>();
        Map<String, RequestParameter> path = new HashMap<>();
        Map<String, RequestParameter> query = new HashMap<>();
        for (Parameter parameter : operation.getParameters()) {
            String name = parameter.getName();
            switch (parameter.getIn()) {
                case HEADER -> headers.put(name, new Value(context.request().getHeader(name)));
                case PATH -> path.put(name, new Value(context.pathParam(name)));
                case QUERY -> query.put(name, new Value(context.queryParams().get(name)));
                case COOKIE -> throw new IllegalStateException("the contract speaks of no cookies, found " + name);
            }
        }
        String contentType = context.request().getHeader(HttpHeaders.CONTENT_TYPE);
        return new RawRequest(headers, path, query, new Value(body == null ? Buffer.buffer() : body), contentType);
    }

    @Override
    public Map<String, RequestParameter> getCookies() {
        return Map.of();
    }

    private record Value(@Nullable Object get) implements RequestParameter {}
}
