package dev.stagedoor.signaling.web;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.contract.Path;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns what the router refuses by itself into problems like everyone else's. */
final class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private final Contract contract;
    private final ReplyWriter writer;

    Failures(Contract contract, ReplyWriter writer) {
        this.contract = contract;
        this.writer = writer;
    }

    void mount(Router router) {
        router.errorHandler(404, context -> writer.write(context, Reply.notFound("There is nothing at this address.")));
        router.errorHandler(405, this::methodNotAllowed);
        router.errorHandler(400, context -> writer.write(context, malformed()));
        router.errorHandler(413, context -> writer.write(context, tooLarge()));
        router.errorHandler(500, this::failed);
    }

    static Reply tooLarge() {
        // Closed, because the rest of the body is not going to be read.
        return Reply.refused(
                        413, "PAYLOAD_TOO_LARGE", "A request body has at most " + HttpConfig.BODY_BYTES + " bytes.")
                .with("Connection", "close");
    }

    static Reply malformed() {
        return Reply.refused(400, "INVALID_REQUEST", "The request is not well-formed.");
    }

    /** RFC 9110 section 15.5.6: says what would have been allowed. */
    private void methodNotAllowed(RoutingContext context) {
        Path path = contract.rules().findPath(context.normalizedPath());
        String allowed = path == null
                ? HttpMethod.GET.name()
                : path.getOperations().stream()
                        .map(Operation::getHttpMethod)
                        .map(HttpMethod::name)
                        .sorted()
                        .collect(Collectors.joining(", "));
        writer.write(
                context,
                Reply.refused(405, "METHOD_NOT_ALLOWED", "Only " + allowed + " is possible here.")
                        .with("Allow", allowed));
    }

    private void failed(RoutingContext context) {
        RequestId.within(
                context, () -> LOG.error("the router failed on {}", context.normalizedPath(), context.failure()));
        writer.write(context, Reply.refused(500, "INTERNAL", "Something went wrong on our side."));
    }
}
