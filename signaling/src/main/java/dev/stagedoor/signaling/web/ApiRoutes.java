package dev.stagedoor.signaling.web;

import dev.stagedoor.signaling.identity.RateLimiter;
import dev.stagedoor.signaling.protocol.Outages;
import dev.stagedoor.signaling.store.Database;
import dev.stagedoor.signaling.store.Outage;
import dev.stagedoor.signaling.web.Access.Decision;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.openapi.contract.Operation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One route for every operation of the contract. Each request passes the same gates in the same order: limit, access,
 * validation, and then its operation, all on one virtual thread.
 */
final class ApiRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(ApiRoutes.class);

    private final Contract contract;
    private final Access access;
    private final Validation validation;
    private final RateLimiter limiter;
    private final Clients clients;
    private final Json json;
    private final ReplyWriter writer;
    private final Executor virtualThreads;

    /** What every operation is served with. */
    record Gates(Access access, Validation validation, RateLimiter limiter, Clients clients) {}

    ApiRoutes(Contract contract, Gates gates, Json json, ReplyWriter writer, Executor virtualThreads) {
        this.contract = contract;
        this.access = gates.access();
        this.validation = gates.validation();
        this.limiter = gates.limiter();
        this.clients = gates.clients();
        this.json = json;
        this.writer = writer;
        this.virtualThreads = virtualThreads;
    }

    /** Adds the routes. Fails when an operation of the contract has no handler, or a handler no operation. */
    void mount(Vertx vertx, Router router, List<Operations> groups) {
        Map<String, Operations.Handler> handlers = new HashMap<>();
        groups.forEach(group -> handlers.putAll(group.byId()));
        for (Operation operation : contract.operations()) {
            Operations.Handler handler = handlers.remove(operation.getOperationId());
            if (handler == null) {
                throw new IllegalStateException("nobody serves operation " + operation.getOperationId());
            }
            Served served = new Served(operation, contract.requirement(operation), handler);
            router.route(operation.getHttpMethod(), routePath(operation))
                    .handler(context -> serveOnVirtualThread(vertx.getOrCreateContext(), context, served));
        }
        if (!handlers.isEmpty()) {
            Set<String> left = handlers.keySet();
            throw new IllegalStateException("the contract has no operation " + left);
        }
    }

    private record Served(Operation operation, Access.Requirement requirement, Operations.Handler handler) {}

    /** OpenAPI writes {@code {id}} where Vert.x writes {@code :id}. */
    private static String routePath(Operation operation) {
        return operation.getOpenAPIPath().replaceAll("\\{([^{}]+)}", ":$1");
    }

    private void serveOnVirtualThread(Context loop, RoutingContext context, Served served) {
        Buffer body = context.body() == null ? null : context.body().buffer();
        RequestId.found(context, served.operation().getOpenAPIPath());
        virtualThreads.execute(() -> RequestId.within(context, () -> {
            Reply reply = serveOrFail(new Incoming(context, body), served);
            loop.runOnContext(onLoop -> writer.write(context, reply));
        }));
    }

    private record Incoming(
            RoutingContext context, @Nullable Buffer body) {}

    private Reply serveOrFail(Incoming incoming, Served served) {
        try {
            return serve(incoming, served);
        } catch (Database.BusyException busy) {
            LOG.warn("{} refused: {}", served.operation().getOperationId(), busy.getMessage());
            return Reply.refused(503, "UNAVAILABLE", "Too busy; try again in a moment.")
                    .with("Retry-After", "1");
        } catch (RuntimeException failure) {
            return failed(served.operation().getOperationId(), failure);
        }
    }

    /** A database that is away is no fault to be traced in the log a thousand times, and no reason for clients to give up. */
    private static Reply failed(String operation, RuntimeException failure) {
        Exception outage = Outage.behind(failure);
        if (outage == null) {
            LOG.error("{} failed", operation, failure);
            return Reply.refused(500, "INTERNAL", "Something went wrong on our side.");
        }
        LOG.warn("{} refused, the database does not answer: {}", operation, outage.getMessage());
        return Reply.refused(503, "UNAVAILABLE", Outages.WORDS).with("Retry-After", "1");
    }

    private Reply serve(Incoming incoming, Served served) {
        var request = incoming.context().request();
        long waitSeconds = limiter.tryTake(clients.addressOf(request));
        if (waitSeconds > 0) {
            return Reply.rateLimited(waitSeconds);
        }
        return switch (access.decide(served.requirement(), request.getHeader("Authorization"))) {
            case Decision.Denied(Reply reply) -> reply;
            case Decision.Granted(var caller) ->
                switch (validation.check(incoming.context(), incoming.body(), served.operation())) {
                    case Validation.Outcome.Invalid(Reply reply) -> reply;
                    case Validation.Outcome.Valid(var validated) ->
                        served.handler()
                                .handle(new ApiRequest(
                                        new ApiRequest.Origin(
                                                request, incoming.body(), caller, clients.deviceOf(request)),
                                        validated,
                                        json));
                };
        };
    }
}
